package activitysmith

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

// request is what is sent, as often as it is.
type request struct {
	method string
	path   string
	header http.Header
	body   []byte

	// repeatable is false when doing it twice would show.
	repeatable bool

	// subject is the one thing whose state it sets (a stream, an activity, a metric); empty when it acts on its own.
	subject string
}

func (s *settings) request(operation generated.Operation, key string, input any) (*request, error) {
	if s.err != nil {
		return nil, s.err
	}
	r := &request{
		method: operation.Method,
		path:   operation.Path,
		// The hosted service is not known to honour an Idempotency-Key.
		repeatable: !(operation.Idempotent && s.hosted),
		header: http.Header{
			"Accept":              {"application/json"},
			"User-Agent":          {"activitysmith-go/" + Version},
			"X-Activitysmith-Sdk": {"go-v" + Version},
		},
	}
	fields, body, err := requestOf(input)
	if err != nil {
		return nil, err
	}
	// Only the end of a stream may come without one.
	if fields == nil && r.method != http.MethodDelete {
		return nil, invalid("the request must be an object, not nil")
	}
	if r.method != http.MethodDelete || len(fields) > 0 {
		r.body = body
		r.header["Content-Type"] = []string{"application/json"}
	}
	if lead, name, found := strings.Cut(operation.Path, "{"); found {
		name, tail, _ := strings.Cut(name, "}")
		// Dots alone would climb up the path.
		if strings.Trim(key, ".") == "" {
			return nil, invalid("%s must be a text that is not empty", name)
		}
		r.path = lead + url.PathEscape(key) + tail
		r.subject = r.path
	} else if id, ok := fields["activity_id"]; ok {
		r.subject = string(id)
	}
	// In upper case, net/http would by itself send again what may have arrived.
	if s.idempotencyKey != nil {
		r.header["idempotency-key"] = []string{*s.idempotencyKey}
	} else if operation.Idempotent {
		r.header["idempotency-key"] = []string{rand.Text()}
	}
	return r, nil
}

// fields of a JSON object, as they are sent.
type fields map[string]json.RawMessage

// requestOf gives the fields of a request, and its JSON. It moves `channels` to where the hosted service reads them, and
// refuses what would do something else than was meant: no channels at all would be everyone, of two different lists one
// would lose, and so would media beside buttons.
func requestOf(input any) (fields, []byte, error) {
	body, err := json.Marshal(input)
	if err != nil {
		return nil, nil, invalid("the request can't be sent as JSON: %v", err)
	}
	var found fields
	if json.Unmarshal(body, &found) != nil {
		return nil, nil, invalid("the request must be an object, not %T", input)
	}
	if !isEmpty(found["media"]) && !isEmpty(found["actions"]) {
		return nil, nil, ErrPushNotificationMediaActionsConflict
	}
	if level, ok := found["interruption_level"]; ok &&
		!slices.Contains([]string{`"passive"`, `"active"`, `"time-sensitive"`}, string(level)) {
		return nil, nil, invalid("interruption_level must be passive, active, or time-sensitive")
	}
	if _, ok := found["channels"]; !ok {
		return found, body, nil
	}
	if err := found.moveChannels(); err != nil {
		return nil, nil, err
	}
	body, err = json.Marshal(found)
	return found, body, err
}

func (f fields) moveChannels() error {
	var channels []string
	// In a list, null is read as an empty text.
	if json.Unmarshal(f["channels"], &channels) != nil || string(f["channels"]) == "null" ||
		slices.Contains(channels, "") {
		return invalid("channels must be a list of channel slugs")
	}
	if len(channels) == 0 {
		return invalid("channels must contain at least one channel")
	}
	if given := f["target"]; !isEmpty(given) {
		var target generated.ChannelTarget
		if json.Unmarshal(given, &target) != nil || !slices.Equal(target.Channels, channels) {
			return invalid("channels must be the same as target.channels when both are given")
		}
	}
	target, err := json.Marshal(generated.ChannelTarget{Channels: channels})
	f["target"] = target
	delete(f, "channels")
	return err
}

func isEmpty(value json.RawMessage) bool {
	return slices.Contains([]string{"", "null", `""`, "[]", "{}"}, string(value))
}

func isObject(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) && json.Valid(body)
}
