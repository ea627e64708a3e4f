package activitysmith

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

func answered(status int, wait string) error {
	header := http.Header{}
	if wait != "" {
		header.Set("Retry-After", wait)
	}
	return errorFrom(status, header, []byte("{}"), 1)
}

func TestBackoffIsHalfASecondDoublingToEightCutByUpToAHalf(t *testing.T) {
	for i, most := range []time.Duration{500, 1000, 2000, 4000, 8000, 8000, 8000} {
		most *= time.Millisecond
		for range 100 {
			if delay, again := retryDelay(answered(500, ""), i+1, true); !again || delay < most/2 || delay > most {
				t.Fatalf("try %d waits %v, %v", i+1, delay, again)
			}
		}
	}
}

func TestAServerIsWaitedForUpToAMinute(t *testing.T) {
	for wait, again := range map[string]bool{"17": true, "60": true, "61": false} {
		delay, got := retryDelay(answered(429, wait), 1, true)
		if asked, _ := time.ParseDuration(wait + "s"); got != again || again && delay != asked {
			t.Errorf("%s s: %v, %v", wait, delay, got)
		}
	}
}

func TestTheLimitOfLiveActivitiesIsNotWaitedFor(t *testing.T) {
	full := errorFrom(429, http.Header{"Retry-After": {"1"}}, []byte(`{"limit": 4, "active": 4}`), 1)
	if _, again := retryDelay(full, 1, true); again {
		t.Error("tried again")
	}
}

func TestWhatMayHaveBeenDoneIsNotRepeatedWhereDoingItTwiceShows(t *testing.T) {
	for _, one := range []struct {
		err   error
		again bool
	}{
		{answered(500, ""), false},
		{answered(502, ""), false},
		{answered(504, "0"), false},
		{&ConnectionError{Sent: true}, false},
		{&TimeoutError{ConnectionError{Sent: true}}, false},
		{answered(408, ""), true},
		{answered(409, ""), true},
		{answered(429, ""), true},
		{answered(503, ""), false},
		{answered(503, "0"), true},
		{&ConnectionError{}, true},
	} {
		if _, again := retryDelay(one.err, 1, false); again != one.again {
			t.Errorf("%T: %v", one.err, again)
		}
		if _, again := retryDelay(one.err, 1, true); !again {
			t.Errorf("%T is not tried again", one.err)
		}
	}
	if _, again := retryDelay(invalid("wrong"), 1, true); again {
		t.Error("what was not sent is tried again")
	}
}

func TestWhichCallsAreNotRepeatable(t *testing.T) {
	for url, repeatable := range map[string]bool{
		"https://activitysmith.com/api":        false,
		"https://ACTIVITYSMITH.com.:443/api":   false,
		"https://eu.activitysmith.com":         false,
		"https://notactivitysmith.com/api":     true,
		"https://activitysmith.com.example/ap": true,
		"http://127.0.0.1:1/api":               true,
	} {
		settings, err := newSettings("ask_test", []Option{WithBaseURL(url)})
		if err != nil {
			t.Fatal(err)
		}
		for operation, want := range map[generated.Operation]bool{
			generated.SendPushNotification: repeatable, generated.StartLiveActivity: repeatable,
			generated.UpdateLiveActivity: true, generated.UpdateAppIconBadgeCount: true,
		} {
			request, err := settings.request(operation, "", map[string]any{})
			if err != nil || request.repeatable != want {
				t.Errorf("%s of %s: %v, %v", operation.Path, url, request, err)
			}
		}
	}
}

func over() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestAPauseEndsWithItsContextOrWhenThereIsANewerCall(t *testing.T) {
	newer := make(chan struct{})
	close(newer)
	if pause(over(), time.Hour, nil) || pause(context.Background(), time.Hour, newer) {
		t.Error("not ended early")
	}
	if !pause(context.Background(), time.Nanosecond, nil) {
		t.Error("ended early")
	}
}

func TestWhoGaveUpWaitingIsNotTakenForTheOneBefore(t *testing.T) {
	turns := &turns{newest: map[string]*turn{}}
	first, second, third := turns.enter("k"), turns.enter("k"), turns.enter("k")
	if second.wait(over()) == nil {
		t.Error("it did not wait")
	}
	turns.leave("k", second)
	// Of two reasons to go on, Go chooses one at random.
	for range 100 {
		if third.wait(over()) == nil {
			t.Fatal("it does not wait for the first")
		}
	}
	turns.leave("k", first)
	if err := third.wait(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestNoPlaceIsKeptWhenAllCallsAreOver(t *testing.T) {
	turns := &turns{newest: map[string]*turn{}}
	first, second, third := turns.enter("k"), turns.enter("k"), turns.enter("k")
	turns.leave("k", third)
	turns.leave("k", second)
	if len(turns.newest) != 1 {
		t.Error("the first is forgotten before it is over")
	}
	turns.leave("k", first)
	if len(turns.newest) != 0 {
		t.Error(turns.newest)
	}
}
