package wire

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// Response is what all answers have.
type Response struct {
	// Header has the answer's headers.
	Header http.Header `json:"-"`

	raw json.RawMessage
}

// RequestID is the X-Request-Id header, to quote when you ask for support.
func (r Response) RequestID() string { return r.Header.Get("X-Request-Id") }

// RawJSON is the body as it came, with fields that this version does not know.
func (r Response) RawJSON() json.RawMessage { return r.raw }

// RateLimit is what the RateLimit headers say; false when the server sends none.
func (r Response) RateLimit() (RateLimit, bool) {
	count := func(name string) int {
		number, err := strconv.Atoi(r.Header.Get("RateLimit-" + name))
		if err != nil {
			return 0
		}
		return number
	}
	rate := RateLimit{Limit: count("Limit"), Remaining: count("Remaining"), Reset: count("Reset")}
	return rate, rate.Limit > 0
}

// RateLimit is the server's count of requests.
type RateLimit struct {
	// Limit is how many are allowed in a window.
	Limit int

	// Remaining is how many are left.
	Remaining int

	// Reset is how many seconds are left of the window.
	Reset int
}

// Decode reads the body of an answer into a struct with a Response. A field of another type than is known stays zero: the
// request has been accepted all the same.
func Decode(body []byte, header http.Header, into any) error {
	value := reflect.ValueOf(into).Elem()
	_, hasOtherNames := value.Type().FieldByName("DevicesUpdated")
	if hasOtherNames || json.Unmarshal(body, into) != nil {
		if err := decodeEach(body, value); err != nil {
			return err
		}
	}
	value.FieldByName("Response").Set(reflect.ValueOf(Response{Header: header, raw: body}))
	return nil
}

// The hosted service answers by the newer names.
var same = [][2]string{{"devices_updated", "devices_notified"}, {"users_updated", "users_notified"}}

// decodeEach reads each field by itself.
func decodeEach(body []byte, value reflect.Value) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return err
	}
	for _, names := range same {
		for i, name := range names {
			if other, ok := fields[names[1-i]]; ok && fields[name] == nil {
				fields[name] = other
			}
		}
	}
	for i := range value.NumField() {
		name, _, _ := strings.Cut(value.Type().Field(i).Tag.Get("json"), ",")
		read := reflect.New(value.Field(i).Type())
		if raw, ok := fields[name]; !ok || json.Unmarshal(raw, read.Interface()) != nil {
			read.Elem().SetZero()
		}
		value.Field(i).Set(read.Elem())
	}
	return nil
}
