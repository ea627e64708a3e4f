package activitysmithsdk

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
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
	body, fields, err := bodyOf(input)
	if err != nil {
		return nil, err
	}
	// Only the end of a stream may come without one.
	if r.method != http.MethodDelete || len(fields) > 0 {
		r.body = body
		r.header["Content-Type"] = []string{"application/json"}
		if input == nil {
			return nil, &ValidationError{"activitysmith: the request must be an object, not nil"}
		}
	}
	if lead, name, found := strings.Cut(operation.Path, "{"); found {
		name, tail, _ := strings.Cut(name, "}")
		// Dots alone would climb up the path.
		if strings.Trim(key, ".") == "" {
			return nil, &ValidationError{"activitysmith: " + name + " must be a text that is not empty"}
		}
		r.path = lead + url.PathEscape(key) + tail
		r.subject = r.path
	} else if id, ok := fields["activity_id"]; ok {
		r.subject = string(id)
	}
	if s.idempotencyKey != nil {
		r.header["Idempotency-Key"] = []string{*s.idempotencyKey}
	} else if operation.Idempotent {
		r.header["Idempotency-Key"] = []string{rand.Text()}
	}
	return r, nil
}

// bodyOf gives the JSON of a request, and its fields. It moves `channels` to where the hosted service reads them, and
// refuses what would do something else than was meant: no channels at all would be everyone, of two different lists one
// would lose, and so would media beside buttons.
func bodyOf(input any) ([]byte, map[string]json.RawMessage, error) {
	body, err := json.Marshal(input)
	if err != nil {
		return nil, nil, &ValidationError{fmt.Sprintf("activitysmith: the request can't be sent as JSON: %v", err)}
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return nil, nil, &ValidationError{fmt.Sprintf("activitysmith: the request must be an object, not %T", input)}
	}
	if !isEmpty(fields["media"]) && !isEmpty(fields["actions"]) {
		return nil, nil, ErrPushNotificationMediaActionsConflict
	}
	if level, ok := fields["interruption_level"]; ok &&
		!slices.Contains([]string{`"passive"`, `"active"`, `"time-sensitive"`}, string(level)) {
		return nil, nil, &ValidationError{"activitysmith: interruption_level must be passive, active, or time-sensitive"}
	}
	if _, ok := fields["channels"]; !ok {
		return body, fields, nil
	}
	if err := moveChannels(fields); err != nil {
		return nil, nil, err
	}
	body, err = json.Marshal(fields)
	return body, fields, err
}

func moveChannels(fields map[string]json.RawMessage) error {
	var channels []string
	if json.Unmarshal(fields["channels"], &channels) != nil {
		return &ValidationError{"activitysmith: channels must be a list of channel slugs"}
	}
	if len(channels) == 0 {
		return &ValidationError{"activitysmith: channels must contain at least one channel"}
	}
	if given := fields["target"]; !isEmpty(given) {
		var target generated.ChannelTarget
		if json.Unmarshal(given, &target) != nil || !slices.Equal(target.Channels, channels) {
			return &ValidationError{"activitysmith: channels must be the same as target.channels when both are given"}
		}
	}
	target, err := json.Marshal(generated.ChannelTarget{Channels: channels})
	fields["target"] = target
	delete(fields, "channels")
	return err
}

func isEmpty(value json.RawMessage) bool {
	return slices.Contains([]string{"", "null", `""`, "[]", "{}"}, string(value))
}

func isObject(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) && json.Valid(body)
}
