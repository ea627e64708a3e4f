package activitysmith_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

const key = "ask_kept_to_itself"

const success = `{"success": true, "operation": "updated", "stream_key": "k",
	"activity_id": "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034", "badge": 0, "devices_notified": 1, "users_notified": 1,
	"effective_channel_slugs": null, "timestamp": "2026-03-19T08:30:00.000Z"}`

// reply is what the server answers with; zero values stand for success.
type reply struct {
	status int
	body   string
	header map[string]string

	// hold, when it is there, is what the answer waits for.
	hold <-chan struct{}

	// cut ends the connection in place of an answer.
	cut bool
}

type received struct {
	method, path, body, connection string
	header                         http.Header
}

// server gives the replies one after another, then success.
type server struct {
	*httptest.Server
	lock     sync.Mutex
	arrived  *sync.Cond
	replies  []reply
	requests []received
}

func serve(t *testing.T, replies ...reply) *server {
	t.Helper()
	s := &server{replies: replies}
	s.arrived = sync.NewCond(&s.lock)
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // The client went away, which is part of some tests.
	}
	s.lock.Lock()
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/api")
	s.requests = append(s.requests, received{r.Method, path, string(body), r.RemoteAddr, r.Header})
	var next reply
	if len(s.replies) > 0 {
		next, s.replies = s.replies[0], s.replies[1:]
	}
	s.arrived.Broadcast()
	s.lock.Unlock()
	if next.hold != nil {
		select {
		case <-next.hold:
		case <-r.Context().Done():
		}
	}
	if next.cut {
		panic(http.ErrAbortHandler)
	}
	for name, value := range next.header {
		w.Header().Set(name, value)
	}
	if next.status != 0 {
		w.WriteHeader(next.status)
	}
	if next.body == "" {
		next.body = success
	}
	_, _ = io.WriteString(w, next.body)
}

// received waits until there are so many requests, and gives them.
func (s *server) received(count int) []received {
	s.lock.Lock()
	defer s.lock.Unlock()
	for len(s.requests) < count {
		s.arrived.Wait()
	}
	return append([]received(nil), s.requests...)
}

func (s *server) client(t *testing.T, options ...activitysmithsdk.Option) *activitysmithsdk.Client {
	t.Helper()
	client, err := activitysmithsdk.New(
		key, append([]activitysmithsdk.Option{activitysmithsdk.WithBaseURL(s.URL + "/api")}, options...)...,
	)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// must gives the answer of a call that succeeds.
func must[T any](answer T, err error) T {
	if err != nil {
		panic(err)
	}
	return answer
}

// equal compares by what is printed, which is the same for equal values of the types here.
func equal(t *testing.T, got, want any) {
	t.Helper()
	if g, w := fmt.Sprintf("%v", got), fmt.Sprintf("%v", want); g != w {
		t.Errorf("got  %s\nwant %s", g, w)
	}
}

// sameJSON compares a body with a value.
func sameJSON(t *testing.T, got string, want any) {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(got), &value); err != nil {
		t.Fatalf("%v in %q", err, got)
	}
	equal(t, string(must(json.Marshal(value))), canonical(want))
}

func canonical(value any) string {
	var plain any
	if err := json.Unmarshal(must(json.Marshal(value)), &plain); err != nil {
		panic(err)
	}
	return string(must(json.Marshal(plain)))
}
