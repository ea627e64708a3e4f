package activitysmith_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

func state(percentage float32) activitysmithsdk.LiveActivityStreamInput {
	return activitysmithsdk.LiveActivityStreamInput{Title: "T", Percentage: percentage}
}

// shown is what of the stream's state each request holds.
func shown(requests []received) (shown []string) {
	for _, request := range requests {
		var body struct {
			ContentState struct{ Percentage json.Number } `json:"content_state"`
		}
		if request.body != "" && json.Unmarshal([]byte(request.body), &body) == nil {
			shown = append(shown, string(body.ContentState.Percentage))
		} else {
			shown = append(shown, request.method)
		}
	}
	return shown
}

func connections(requests []received) map[string]bool {
	names := map[string]bool{}
	for _, request := range requests {
		names[request.connection] = true
	}
	return names
}

func TestGoroutinesShareAClientAndItsConnections(t *testing.T) {
	const goroutines = 64
	rounds := []chan struct{}{make(chan struct{}), make(chan struct{})}
	replies := []reply{}
	for _, release := range rounds {
		for range goroutines {
			replies = append(replies, reply{hold: release})
		}
	}
	s := serve(t, replies...)
	client := s.client(t)
	for i, release := range rounds {
		var all sync.WaitGroup
		for badge := range goroutines {
			all.Add(1)
			go func() {
				defer all.Done()
				if _, err := client.BadgeCount(badge); err != nil {
					t.Error(err)
				}
			}()
		}
		// Each has a connection of its own.
		s.received((i + 1) * goroutines)
		close(release)
		all.Wait()
	}
	// All are kept, so that the second round opens few new ones.
	if used := len(connections(s.received(2 * goroutines))); used > goroutines*3/2 {
		t.Errorf("%d connections for %d calls at once", used, goroutines)
	}
}

func TestACallThatMayHaveBeenDoneIsRepeatedByThePolicyAlone(t *testing.T) {
	// net/http would send what has an Idempotency-Key again by itself, when a connection that it kept ends.
	s := serve(t, reply{}, reply{cut: true})
	client := s.client(t, activitysmithsdk.WithMaxRetries(0))
	must(client.BadgeCount(1))
	_, err := client.Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "T"})
	var failure *activitysmithsdk.ConnectionError
	if !errors.As(err, &failure) || failure.Attempts != 1 || !failure.Sent {
		t.Errorf("%#v", err)
	}
	equal(t, len(s.received(2)), 2)
}

func TestOnTheHostedServiceWhatMayHaveBeenDoneIsNotRepeated(t *testing.T) {
	for status, tries := range map[int]int{500: 1, 502: 1, 409: 2, 429: 2} {
		s := serve(t, reply{status: status, body: `{}`})
		toServer := &http.Client{Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
			},
		}}
		client := must(activitysmithsdk.New(key,
			activitysmithsdk.WithBaseURL("http://eu.activitysmith.com/api"), activitysmithsdk.WithHTTPClient(toServer),
			activitysmithsdk.WithAllowInsecureHTTP(true), activitysmithsdk.WithMaxRetries(1),
		))
		_, err := client.Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "T"})
		equal(t, err == nil, tries == 2)
		equal(t, len(s.received(tries)), tries)
		toServer.CloseIdleConnections()
	}
}

func TestANewerStateIsSentLast(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, reply{hold: release})
	client := s.client(t)
	var all sync.WaitGroup
	stream := func(percentage float32) {
		all.Add(1)
		go func() {
			defer all.Done()
			must(client.LiveActivities.Stream("k", state(percentage)))
		}()
	}
	stream(1)
	s.received(1)
	stream(2)
	must(client.LiveActivities.Stream("other", state(9)))
	equal(t, shown(s.received(2)), "[1 9]")
	close(release)
	all.Wait()
	equal(t, shown(s.received(3)), "[1 9 2]")
}

func TestAnOldStateIsNotSentAgainWhenThereIsANewerOne(t *testing.T) {
	later := map[string]string{"Retry-After": "50"}
	for name, calls := range map[string]func(*activitysmithsdk.Client) (older, newer func() error){
		"by key": func(c *activitysmithsdk.Client) (older, newer func() error) {
			return func() error { _, err := c.LiveActivities.Stream("k", state(1)); return err },
				func() error { _, err := c.LiveActivities.EndStream("k", nil); return err }
		},
		"by id": func(c *activitysmithsdk.Client) (older, newer func() error) {
			update := activitysmithsdk.LiveActivityUpdateInput{ActivityID: "a", Title: "T", Percentage: 1}
			end := activitysmithsdk.LiveActivityEndInput{ActivityID: "a", Title: "T", Percentage: 2}
			return func() error { _, err := c.LiveActivities.Update(update); return err },
				func() error { _, err := c.With().LiveActivities.End(end); return err }
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, reply{status: 500, body: `{}`, header: later})
			older, newer := calls(s.client(t))
			failed := make(chan error)
			go func() { failed <- older() }()
			s.received(1)
			if err := newer(); err != nil {
				t.Error(err)
			}
			// It does not wait until it may try again to be told.
			var failure *activitysmithsdk.InternalServerError
			if err := <-failed; !errors.As(err, &failure) || failure.Attempts != 1 {
				t.Errorf("%#v", err)
			}
			equal(t, len(s.received(2)), 2)
		})
	}
}

func TestTheEndOfAContextEndsACallAtOnce(t *testing.T) {
	never := make(chan struct{})
	for name, reply := range map[string]reply{
		"before the answer": {hold: never},
		"between two tries": {status: 503, body: `{}`, header: map[string]string{"Retry-After": "50"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, reply)
			ctx, cancel := context.WithCancel(context.Background())
			failed := make(chan error)
			go func() {
				_, err := s.client(t, activitysmithsdk.WithTimeout(time.Hour)).BadgeCountContext(ctx, 1)
				failed <- err
			}()
			s.received(1)
			cancel()
			err := <-failed
			var connection *activitysmithsdk.ConnectionError
			if !errors.Is(err, context.Canceled) || errors.As(err, &connection) {
				t.Errorf("%#v", err)
			}
			equal(t, len(s.received(1)), 1)
		})
	}
}

func TestACallThatIsOverBeforeItBeginsIsNoNewerState(t *testing.T) {
	s := serve(t, reply{status: 500, body: `{}`})
	activities := s.client(t).LiveActivities
	first := make(chan error)
	go func() { _, err := activities.Stream("k", state(1)); first <- err }()
	s.received(1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := activities.StreamContext(ctx, "k", state(2)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	equal(t, <-first, nil)
	equal(t, shown(s.received(2)), "[1 1]")
}

func TestACancelledCallLetsTheNextOneGoButNotPastTheFirst(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, reply{hold: release})
	activities := s.client(t).LiveActivities
	first, third := make(chan error), make(chan error)
	go func() { _, err := activities.Stream("k", state(1)); first <- err }()
	s.received(1)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := activities.StreamContext(ctx, "k", state(2)); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	go func() { _, err := activities.Stream("k", state(3)); third <- err }()
	must(activities.Stream("other", state(9)))
	equal(t, shown(s.received(2)), "[1 9]")
	close(release)
	equal(t, []error{<-first, <-third}, []error{nil, nil})
	equal(t, shown(s.received(3)), "[1 9 3]")
}

func TestATryThatIsTooSlowIsATimeout(t *testing.T) {
	s := serve(t, reply{hold: make(chan struct{})})
	client := s.client(t, activitysmithsdk.WithMaxRetries(0), activitysmithsdk.WithTimeout(50*time.Millisecond))
	_, err := client.BadgeCount(1)
	var slow *activitysmithsdk.TimeoutError
	var connection *activitysmithsdk.ConnectionError
	var network net.Error
	if !errors.As(err, &slow) || !errors.As(err, &connection) || !errors.As(err, &network) || !network.Timeout() {
		t.Errorf("%#v", err)
	}
	if !errors.Is(err, context.DeadlineExceeded) || connection.Attempts != 1 {
		t.Errorf("%#v", err)
	}
}

func TestAServerThatIsNotThereWasSentNothing(t *testing.T) {
	s := serve(t)
	client := s.client(t, activitysmithsdk.WithMaxRetries(0))
	s.Close()
	_, err := client.BadgeCount(1)
	var failure *activitysmithsdk.ConnectionError
	if !errors.As(err, &failure) || failure.Sent || failure.Attempts != 1 {
		t.Errorf("%#v", err)
	}
	var cause *net.OpError
	equal(t, errors.As(err, &cause), true)
}

func TestErrorsTellWhatTheServerSaid(t *testing.T) {
	s := serve(t, reply{
		status: 429,
		body:   `{"error": "Live Activity limit reached", "message": "Only 4 …", "limit": 4, "active": 4}`,
		header: map[string]string{"X-Request-Id": "req_1"},
	})
	_, err := s.client(t).LiveActivities.Start(activitysmithsdk.LiveActivityStartInput{Title: "T"})
	var full *activitysmithsdk.LiveActivityLimitError
	var answer *activitysmithsdk.APIError
	if !errors.As(err, &full) || !errors.As(err, &answer) {
		t.Fatalf("%#v", err)
	}
	equal(t, []int{full.Limit, full.Active, full.Attempts}, []int{4, 4, 1})
	equal(t, []any{answer.Status, answer.Code, answer.Message, answer.RequestID},
		[]any{429, "Live Activity limit reached", "Only 4 …", "req_1"})
	equal(t, err, "activitysmith: 429 Only 4 …")
}

func TestEachStatusHasAnErrorOfItsOwn(t *testing.T) {
	for _, one := range []struct {
		status int
		body   string
		kind   string
		text   string
	}{
		{400, `{"error": "Bad request", "message": "no"}`, "*activitysmith.BadRequestError", "no"},
		{401, `{"error": "Unauthorized"}`, "*activitysmith.AuthenticationError", "Unauthorized"},
		{403, `{}`, "*activitysmith.PermissionDeniedError", "HTTP 403"},
		{404, `[]`, "*activitysmith.NotFoundError", "HTTP 404"},
		{404, `{"error": "No recipients found", "effective_channel_slugs": ["ops"]}`,
			"*activitysmith.NoRecipientsError", "No recipients found"},
		{418, `<html>`, "*activitysmith.APIError", "HTTP 418"},
		{429, `{"error": 7, "limit": "4", "active": "4"}`, "*activitysmith.RateLimitError", "HTTP 429"},
		{503, ` `, "*activitysmith.InternalServerError", "HTTP 503"},
		{200, `[]`, "*activitysmith.APIError", "HTTP 200"},
	} {
		s := serve(t, reply{status: one.status, body: one.body})
		_, err := s.client(t, activitysmithsdk.WithMaxRetries(0)).BadgeCount(1)
		equal(t, fmt.Sprintf("%T", err), one.kind)
		var answer *activitysmithsdk.APIError
		if !errors.As(err, &answer) {
			t.Fatalf("%#v is no APIError", err)
		}
		equal(t, []any{answer.Status, answer.Message, string(answer.Body)}, []any{one.status, one.text, one.body})
		var nobody *activitysmithsdk.NoRecipientsError
		if errors.As(err, &nobody) {
			equal(t, nobody.EffectiveChannelSlugs, "[ops]")
		}
	}
}

func TestRetryAfterIsSecondsOrADate(t *testing.T) {
	asked := func(value string) (time.Duration, bool) {
		return (&activitysmithsdk.APIError{Header: http.Header{"Retry-After": {value}}}).RetryAfter()
	}
	for value, want := range map[string]time.Duration{"17": 17 * time.Second, "0": 0, "0.5": time.Second / 2} {
		wait, ok := asked(value)
		equal(t, []any{wait, ok}, []any{want, true})
	}
	if wait, ok := asked("Wed, 21 Oct 2099 07:28:00 GMT"); !ok || wait < 1000*time.Hour {
		t.Error(wait, ok)
	}
	for _, value := range []string{"", "soon", "-1", "inf", "nan", "1e99", "Wed, 21 Oct 2015 07:28:00 GMT"} {
		if wait, ok := asked(value); ok {
			t.Errorf("%q is %v", value, wait)
		}
	}
}

func TestAnswersAreTyped(t *testing.T) {
	s := serve(t, reply{
		body: `{"success": true, "badge": 3, "devices_updated": 2, "users_notified": 1, "effective_channel_slugs": ["ops"],
			"timestamp": "2026-03-19T08:30:00.000Z", "newer": "field"}`,
		header: map[string]string{
			"X-Request-Id": "req_1", "RateLimit-Limit": "60", "RateLimit-Remaining": "59", "RateLimit-Reset": "42",
		},
	}, reply{body: `{"success": true, "activity_id": null, "operation": "paused"}`})
	client := s.client(t)
	badge := must(client.BadgeCount(3))
	equal(t, []any{badge.Success, badge.Badge, badge.DevicesNotified, badge.GetDevicesUpdated(), badge.GetUsersUpdated()},
		[]any{true, 3, 2, 2, 1})
	equal(t, badge.Timestamp, time.Date(2026, 3, 19, 8, 30, 0, 0, time.UTC))
	equal(t, badge.EffectiveChannelSlugs, "[ops]")
	rate, ok := badge.RateLimit()
	equal(t, []any{badge.RequestID(), rate, ok}, []any{"req_1", activitysmithsdk.RateLimit{Limit: 60, Remaining: 59, Reset: 42}, true})
	equal(t, strings.Contains(string(badge.RawJSON()), `"newer": "field"`), true)

	paused := must(client.LiveActivities.Stream("k", state(1)))
	equal(t, []any{paused.Operation, paused.GetActivityId(), paused.ActivityId == nil}, []any{"paused", "", true})
	_, ok = paused.RateLimit()
	equal(t, ok, false)
}

func TestGettersOfNoAnswerAreZero(t *testing.T) {
	s := serve(t, reply{status: 400, body: `{}`})
	start, err := s.client(t).LiveActivities.Start(activitysmithsdk.LiveActivityStartInput{Title: "T"})
	equal(t, err != nil && start == nil, true)
	equal(t, []any{start.GetActivityId(), start.GetDevicesNotified(), start.GetTimestamp().IsZero()}, []any{"", 0, true})
}

func TestWhatCannotBeReadOfAnAnswerDoesNotFailACallThatSucceeded(t *testing.T) {
	for _, moment := range []string{`"soon"`, "7", "null"} {
		s := serve(t, reply{body: `{"timestamp": ` + moment + `, "success": true, "devices_notified": "many", "users_notified": 1}`})
		answer := must(s.client(t).Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "T"}))
		equal(t, []any{answer.Timestamp.IsZero(), answer.Success, answer.GetDevicesNotified(), answer.GetUsersNotified()},
			[]any{true, true, 0, 1})
	}
}
