// Package wire is how requests and answers look as JSON.
package wire

import (
	"encoding/json"
	"reflect"
	"strings"
)

// Explicit are the names of fields that are sent although they are zero. Copies are independent of each other.
type Explicit string

// And adds one.
func (e Explicit) And(name string) Explicit { return e + Explicit(","+name+",") }

func (e Explicit) has(name string) bool { return strings.Contains(string(e), ","+name+",") }

// Encode writes an input: fields tagged `json` beside each other, those tagged `state` into the content state, laid
// over the one that is there as a whole. Zero values are left out unless they are explicit.
func Encode(input any, explicit Explicit) ([]byte, error) {
	body, state := map[string]any{}, map[string]any{}
	value := reflect.ValueOf(input)
	for i := range value.NumField() {
		tag, field := value.Type().Field(i).Tag, value.Field(i)
		name, inState := tag.Lookup("state")
		if !inState {
			name = tag.Get("json")
		}
		switch {
		case name == "" || field.IsZero() && !explicit.has(name):
		case inState:
			state[name] = field.Interface()
		case name == "content_state":
			if err := whole(field.Interface(), state); err != nil {
				return nil, err
			}
		default:
			body[name] = field.Interface()
		}
	}
	if len(state) > 0 {
		body["content_state"] = state
	}
	return json.Marshal(body)
}

func whole(from any, into map[string]any) error {
	data, err := json.Marshal(from)
	if err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	for name, field := range fields {
		into[name] = field
	}
	return nil
}
