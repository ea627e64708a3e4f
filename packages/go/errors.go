package activitysmith

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// ErrAPIKeyRequired is a missing key, or one that no header can hold.
var ErrAPIKeyRequired = invalid("apiKey is required")

// ErrPushNotificationMediaActionsConflict is a notification with both.
var ErrPushNotificationMediaActionsConflict = invalid("media cannot be combined with actions")

// ValidationError is a call that was wrong. Nothing was sent.
type ValidationError struct{ Message string }

func (e *ValidationError) Error() string { return "activitysmith: " + e.Message }

func invalid(format string, arguments ...any) error {
	return &ValidationError{fmt.Sprintf(format, arguments...)}
}

// ConnectionError is no answer, or not all of it: refused, reset, no such host, cut off.
type ConnectionError struct {
	// Attempts is how many requests were sent.
	Attempts int

	// Sent is false when the connection was never made, so that the server surely did nothing.
	Sent bool

	// Cause is what net/http says.
	Cause error
}

func (e *ConnectionError) Error() string { return "activitysmith: no answer: " + e.Cause.Error() }

// Unwrap gives the cause.
func (e *ConnectionError) Unwrap() error { return e.Cause }

// TimeoutError is no complete answer in time. It is a ConnectionError too.
type TimeoutError struct{ ConnectionError }

func (e *TimeoutError) Error() string { return "activitysmith: no answer in time: " + e.Cause.Error() }

// Unwrap gives the ConnectionError that it is.
func (e *TimeoutError) Unwrap() error { return &e.ConnectionError }

// Timeout makes it a net.Error.
func (e *TimeoutError) Timeout() bool { return true }

// Temporary makes it a net.Error.
func (e *TimeoutError) Temporary() bool { return true }

// APIError is an answer with an error, or without JSON. The errors below it are APIErrors too, as errors.As sees them.
type APIError struct {
	// Status is the HTTP status.
	Status int

	// Code is the short title in the answer's error field, such as "Rate limit exceeded".
	Code string

	// Message says what is wrong.
	Message string

	// RequestID is the X-Request-Id header, to quote when you ask for support.
	RequestID string

	// Header has the answer's headers.
	Header http.Header

	// Body is the answer's body as it came.
	Body []byte

	// Attempts is how many requests were sent.
	Attempts int
}

func (e *APIError) Error() string { return fmt.Sprintf("activitysmith: %d %s", e.Status, e.Message) }

// RetryAfter is how long the server asks to wait; false when it does not say.
func (e *APIError) RetryAfter() (time.Duration, bool) {
	value := e.Header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < 1e9 {
		return time.Duration(seconds * float64(time.Second)), true
	}
	moment, err := http.ParseTime(value)
	left := time.Until(moment)
	return left, err == nil && left >= 0
}

// BadRequestError is 400: something in the request is not allowed. The message names it.
type BadRequestError struct{ APIError }

// AuthenticationError is 401: the key is missing or wrong.
type AuthenticationError struct{ APIError }

// PermissionDeniedError is 403: the key may not do this.
type PermissionDeniedError struct{ APIError }

// NotFoundError is 404: there is no such Live Activity, stream, metric or route.
type NotFoundError struct{ APIError }

// NoRecipientsError is 404: no device matched the channels.
type NoRecipientsError struct {
	APIError

	// EffectiveChannelSlugs are the channels that applied, nil when none did.
	EffectiveChannelSlugs []string
}

// RateLimitError is 429: too many requests in this minute.
type RateLimitError struct{ APIError }

// LiveActivityLimitError is 429: the account shows as many Live Activities as it may. Waiting does not help, ending one
// does.
type LiveActivityLimitError struct {
	APIError

	// Limit is how many may be active at once.
	Limit int

	// Active is how many are.
	Active int
}

// InternalServerError is 5xx: the server failed.
type InternalServerError struct{ APIError }

// Unwrap gives the APIError that it is.
func (e *BadRequestError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *AuthenticationError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *PermissionDeniedError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *NotFoundError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *NoRecipientsError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *RateLimitError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *LiveActivityLimitError) Unwrap() error { return &e.APIError }

// Unwrap gives the APIError that it is.
func (e *InternalServerError) Unwrap() error { return &e.APIError }

// errorFrom makes the error that stands for an answer.
func errorFrom(status int, header http.Header, body []byte, attempts int) error {
	var said map[string]any
	if json.Unmarshal(body, &said) != nil {
		said = nil // A proxy's page, for example. The status says enough.
	}
	is := APIError{Status: status, RequestID: header.Get("X-Request-Id"), Header: header, Body: body, Attempts: attempts}
	is.Code, _ = said["error"].(string)
	is.Message, _ = said["message"].(string)
	is.Message = cmp.Or(is.Message, is.Code, fmt.Sprintf("HTTP %d", status))
	limit, hasLimit := said["limit"].(float64)
	active, hasActive := said["active"].(float64)
	switch {
	case hasLimit && hasActive:
		return &LiveActivityLimitError{is, int(limit), int(active)}
	case is.Code == "No recipients found":
		return &NoRecipientsError{is, texts(said["effective_channel_slugs"])}
	case status >= 500:
		return &InternalServerError{is}
	case status == http.StatusBadRequest:
		return &BadRequestError{is}
	case status == http.StatusUnauthorized:
		return &AuthenticationError{is}
	case status == http.StatusForbidden:
		return &PermissionDeniedError{is}
	case status == http.StatusNotFound:
		return &NotFoundError{is}
	case status == http.StatusTooManyRequests:
		return &RateLimitError{is}
	}
	return &is
}

func texts(value any) (texts []string) {
	list, _ := value.([]any)
	for _, one := range list {
		if text, ok := one.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}
