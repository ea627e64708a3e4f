package activitysmith_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

func TestSettingsComeFromTheEnvironment(t *testing.T) {
	t.Setenv("ACTIVITYSMITH_API_KEY", " "+key+" ")
	t.Setenv("ACTIVITYSMITH_BASE_URL", "http://example.com/api//")
	_, err := activitysmithsdk.New("")
	isInvalid(t, err, "https")
	t.Setenv("ACTIVITYSMITH_ALLOW_INSECURE_HTTP", "1")
	equal(t, must(activitysmithsdk.New("", nil)), "ActivitySmith(http://example.com/api)")
}

func TestTheKeyOfTheEnvironmentIsSent(t *testing.T) {
	s := serve(t)
	t.Setenv("ACTIVITYSMITH_API_KEY", key)
	client := must(activitysmithsdk.New("", activitysmithsdk.WithBaseURL(s.URL)))
	must(client.BadgeCount(1))
	equal(t, s.received(1)[0].header.Get("Authorization"), "Bearer "+key)
}

func isInvalid(t *testing.T, err error, text string) {
	t.Helper()
	var invalid *activitysmithsdk.ValidationError
	if !errors.As(err, &invalid) || !strings.Contains(err.Error(), text) {
		t.Errorf("%v is no ValidationError with %q", err, text)
	}
}

func TestWrongSettingsAreRefused(t *testing.T) {
	t.Setenv("ACTIVITYSMITH_API_KEY", "")
	for _, wrong := range []string{"", " ", "ask_a\r\nX-Evil: 1", "ask_é"} {
		_, err := activitysmithsdk.New(wrong)
		equal(t, errors.Is(err, activitysmithsdk.ErrAPIKeyRequired), true)
		isInvalid(t, err, "apiKey is required")
	}
	for _, wrong := range []string{
		"http://example.com", "http://localhost@example.com", "http://127.0.0.1.example.com", "https://",
		"https://ask_kept@example.com", "https://example.com:port", "https://example.com/a?b", "https://example.com/a#b", "https://example.com?", "/api",
	} {
		_, err := activitysmithsdk.New(key, activitysmithsdk.WithBaseURL(wrong))
		isInvalid(t, err, "the base URL must be https")
	}
	s := serve(t)
	client := s.client(t)
	for text, option := range map[string]activitysmithsdk.Option{
		"timeout must be above 0":           activitysmithsdk.WithTimeout(0),
		"retries must be at least 0":        activitysmithsdk.WithMaxRetries(-1),
		"idempotency key must be printable": activitysmithsdk.WithIdempotencyKey("a\r\nb"),
	} {
		_, err := activitysmithsdk.New(key, option)
		isInvalid(t, err, text)
		_, err = client.With(option).With(activitysmithsdk.WithTimeout(time.Second)).BadgeCount(1)
		isInvalid(t, err, text)
	}
	equal(t, len(s.received(0)), 0)
}

func TestCredentialsInABaseURLAreNotShown(t *testing.T) {
	client := must(activitysmithsdk.New(key))
	for _, wrong := range []*activitysmithsdk.Client{
		client.With(activitysmithsdk.WithBaseURL("https://user:pass@example.com")),
		client.With(activitysmithsdk.WithTimeout(0)).With(activitysmithsdk.WithBaseURL("https://user:pass@example.com")),
	} {
		_, err := wrong.BadgeCount(1)
		if text := fmt.Sprint(wrong, err); err == nil || strings.Contains(text, "pass") {
			t.Error(text)
		}
	}
}

func TestThisMachineHasSeveralNames(t *testing.T) {
	for _, url := range []string{
		"http://localhost:1/api", "http://127.1.2.3", "http://[::1]:4010/api", "https://example.com/api",
	} {
		must(activitysmithsdk.New(key, activitysmithsdk.WithBaseURL(url)))
	}
}

func TestAClientOfYourOwnFollowsNoRedirectsEither(t *testing.T) {
	s := serve(t, reply{status: 307, header: map[string]string{"Location": "/elsewhere"}})
	own := &http.Client{}
	_, err := s.client(t, activitysmithsdk.WithHTTPClient(own)).BadgeCount(1)
	var answer *activitysmithsdk.APIError
	equal(t, errors.As(err, &answer) && answer.Status == 307, true)
	equal(t, len(s.received(1)), 1)
	equal(t, own.CheckRedirect == nil, true)
}

func TestOptionsOfOneCallLeaveTheClientAsItIs(t *testing.T) {
	s := serve(t, reply{status: 503, body: `{}`}, reply{}, reply{status: 503, body: `{}`})
	client := s.client(t, activitysmithsdk.WithMaxRetries(0))
	once := client.With(activitysmithsdk.WithMaxRetries(1), activitysmithsdk.WithIdempotencyKey("order-7"))
	must(once.Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "T"}))
	_, err := client.Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "T"})
	equal(t, err != nil, true)
	requests := s.received(3)
	for i, want := range []bool{true, true, false} {
		equal(t, requests[i].header.Get("Idempotency-Key") == "order-7", want)
	}
	equal(t, len(connections(requests)), 1)
}

func TestTheKeyIsInNothingThatIsPrinted(t *testing.T) {
	s := serve(t,
		reply{status: 401, body: `{"error": "Unauthorized"}`}, reply{cut: true}, reply{hold: make(chan struct{})})
	client := s.client(t, activitysmithsdk.WithMaxRetries(0), activitysmithsdk.WithTimeout(time.Second))
	printed := []any{client, *client, client.Notifications, *client.LiveActivities, client.With(), http.DefaultTransport}
	for range 3 {
		_, err := client.BadgeCount(1)
		if err == nil {
			t.Fatal("no error")
		}
		printed = append(printed, err, errors.Unwrap(err))
	}
	for _, one := range printed {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			if text := fmt.Sprintf(verb, one); strings.Contains(text, key) {
				t.Errorf("%s of %T has the key", verb, one)
			}
		}
		if text, err := json.Marshal(one); err == nil && strings.Contains(string(text), key) {
			t.Errorf("%T has the key as JSON", one)
		}
	}
	equal(t, fmt.Sprintf("%#v", client), fmt.Sprintf("ActivitySmith(%s/api)", s.URL))
}
