// Package wire is how requests and answers look as JSON.
package wire

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Explicit are the names of fields that are sent although they are zero. Copies are independent of each other.
type Explicit string

// And adds one.
func (e Explicit) And(name string) Explicit { return e + Explicit(","+name+",") }

func (e Explicit) has(name string) bool { return e != "" && strings.Contains(string(e), ","+name+",") }

// Encode writes an input: fields tagged `json` beside each other, those tagged `state` into the content state, laid
// over the one that is there as a whole. Zero values are left out unless they are explicit.
func Encode(input any, explicit Explicit) ([]byte, error) {
	var body, state object
	var whole any
	value := reflect.ValueOf(input)
	for _, place := range placesOf(value.Type()) {
		field := value.Field(place.index)
		switch {
		case place.isZero(field) && !explicit.has(place.name):
		case place.inState:
			state.add(place.name, field.Interface())
		case place.name == "content_state":
			whole = field.Interface()
		default:
			body.add(place.name, field.Interface())
		}
	}
	if whole != nil {
		state.addMissing(whole)
	}
	if len(state.names) > 0 {
		body.put("content_state", state.close())
	}
	return body.close(), errors.Join(state.err, body.err)
}

// place is where a field of an input goes.
type place struct {
	index   int
	name    string
	inState bool

	// omitZero leaves out what is zero inside an interface, too.
	omitZero bool

	// omitEmpty leaves out a list without elements, too.
	omitEmpty bool
}

func (p place) isZero(field reflect.Value) bool {
	return field.IsZero() || p.omitZero && field.Elem().IsZero() || p.omitEmpty && field.Len() == 0
}

var places sync.Map

func placesOf(input reflect.Type) []place {
	if known, ok := places.Load(input); ok {
		return known.([]place)
	}
	var found []place
	for i := range input.NumField() {
		tag, inState := input.Field(i).Tag.Lookup("state")
		if !inState {
			tag = input.Field(i).Tag.Get("json")
		}
		if name, option, _ := strings.Cut(tag, ","); name != "" {
			found = append(found, place{i, name, inState, option == "omitzero", option == "omitempty"})
		}
	}
	places.Store(input, found)
	return found
}

// object is one of JSON, written field by field.
type object struct {
	text  []byte
	names []string
	err   error
}

func (o *object) add(name string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		o.err = err
		return
	}
	o.put(name, text)
}

func (o *object) put(name string, text []byte) {
	separator := `,"`
	if len(o.names) == 0 {
		separator = `{"`
	}
	o.names = append(o.names, name)
	o.text = append(o.text, separator...)
	o.text = append(o.text, name...)
	o.text = append(o.text, `":`...)
	o.text = append(o.text, text...)
}

func (o *object) close() []byte {
	if len(o.names) == 0 {
		return []byte("{}")
	}
	return append(o.text, '}')
}

// addMissing adds the fields of another object that this one does not have.
func (o *object) addMissing(other any) {
	text, err := json.Marshal(other)
	var fields map[string]json.RawMessage
	if err == nil {
		err = json.Unmarshal(text, &fields)
	}
	if err != nil {
		o.err = err
	}
	for name, value := range fields {
		if !slices.Contains(o.names, name) {
			o.put(name, value)
		}
	}
}
