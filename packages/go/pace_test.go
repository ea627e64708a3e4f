package activitysmith

import (
	"encoding/json"
	"fmt"
	"testing"
	"testing/quick"
	"time"

	"github.com/ActivitySmithHQ/activitysmith-go/internal/wire"
)

var began = time.Unix(100, 0)

// of makes fields of JSON.
func of(text string) (made fields) {
	if err := json.Unmarshal([]byte(text), &made); err != nil {
		panic(err)
	}
	return made
}

func same(t *testing.T, got any, want string) {
	t.Helper()
	written, err := json.Marshal(got)
	if text := string(written); err != nil || text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

const zero = `{"percentage":0,"title":"T","type":"progress"}`

func TestAChangeIsLaidOverTheState(t *testing.T) {
	for patch, want := range map[string]string{
		`{"percentage":5}`:                 `{"percentage":5,"title":"T","type":"progress"}`,
		`{"value":1,"upper_limit":2}`:      `{"title":"T","type":"progress","upper_limit":2,"value":1}`,
		`{"type":"value","value":1}`:       `{"title":"T","type":"value","value":1}`,
		`{"type":"progress"}`:              zero,
		`{"title":"U","type":"alert"}`:     `{"title":"U","type":"alert"}`,
		`{"subtitle":null}`:                `{"percentage":0,"subtitle":null,"title":"T","type":"progress"}`,
		`{"upper_limit":null}`:             `{"percentage":0,"title":"T","type":"progress","upper_limit":null}`,
		`{"upper_limit":2,"percentage":1}`: `{"percentage":1,"title":"T","type":"progress","upper_limit":2}`,
	} {
		state := of(zero)
		same(t, merge(state, of(patch)), want)
		same(t, state, zero)
	}
}

func TestWhateverIsChangedTheChangeIsInTheState(t *testing.T) {
	if err := quick.Check(func(state, patch map[string]uint8) bool {
		merged := merge(of(jsonOf(state)), of(jsonOf(patch)))
		for name, value := range patch {
			if string(merged[name]) != fmt.Sprint(value) {
				return false
			}
		}
		return true
	}, nil); err != nil {
		t.Error(err)
	}
}

func jsonOf(value any) string {
	written, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(written)
}

func TestTheNextRequestWaitsForTheIntervalOrForTheRate(t *testing.T) {
	for rate, wait := range map[wire.RateLimit]time.Duration{
		{}:                                     5,
		{Limit: 60, Remaining: 59, Reset: 60}:  5,
		{Limit: 60, Remaining: 3, Reset: 36}:   12,
		{Limit: 60, Remaining: 0, Reset: 3600}: 60,
	} {
		p := newPace(of(zero), fields{}, 5*time.Second)
		p.begin()
		p.succeeded(rate, began)
		if got := p.notBefore.Sub(began); got != wait*time.Second {
			t.Errorf("%v waits %v", rate, got)
		}
	}
}

func TestAFailedStateIsTriedThreeTimesAndNotWhenTheServerRefusesIt(t *testing.T) {
	p := newPace(of(zero), fields{}, 0)
	tries := 0
	for p.pending {
		p.begin()
		tries++
		p.failed(answered(503, ""), began)
	}
	if tries != 3 {
		t.Errorf("%d tries", tries)
	}
	p.change(of(`{"percentage":1}`))
	p.begin()
	p.failed(answered(400, ""), began)
	if p.pending {
		t.Error("a refused state is tried again")
	}
}

func TestWhatIsRefusedIsDroppedAndWhatComesNextGoesOnFromTheLastAcceptedState(t *testing.T) {
	p := newPace(of(zero), fields{}, 0)
	p.begin()
	p.succeeded(wire.RateLimit{}, began)
	p.change(of(`{"color":"mauve"}`))
	p.begin()
	p.change(of(`{"percentage":9}`))
	p.failed(answered(400, ""), began)
	same(t, p.state, `{"percentage":9,"title":"T","type":"progress"}`)
}

func TestAnAlertRingsOnceAndATimerStartsOnce(t *testing.T) {
	p := newPace(
		of(`{"title":"T","type":"timer","duration_seconds":60}`), of(`{"alert":{"title":"A"},"tags":["a"]}`), 0,
	)
	if p.begin()["alert"] == nil {
		t.Error("no alert")
	}
	p.succeeded(wire.RateLimit{}, began)
	p.change(of(`{"subtitle":"S"}`))
	same(t, p.begin(), `{"content_state":{"subtitle":"S","title":"T","type":"timer"},"tags":["a"]}`)
}
