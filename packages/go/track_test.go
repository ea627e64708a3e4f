package activitysmith_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

var beginning = activitysmithsdk.LiveActivityStreamInput{Title: "T", Type: "progress", Tags: []string{"a"}}.WithPercentage(0)

func with(more object) object {
	state := object{"title": "T", "type": "progress", "percentage": 0}
	for name, value := range more {
		state[name] = value
	}
	return object{"content_state": state}
}

func withTags(more object) object {
	request := with(more)
	request["tags"] = []string{"a"}
	return request
}

func TestTheNewestStateIsSentAndTheEndAtOnce(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, reply{hold: release})
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithInterval(time.Hour))
	s.received(1)
	for percentage := range 3 {
		job.Progress(float64(percentage))
	}
	job.Step(1, 2)
	job.Update(activitysmithsdk.LiveActivityContentStateInput{Subtitle: "S"})
	job.Update(object{"color": nil})
	ended := make(chan error)
	go func() { ended <- job.End(activitysmithsdk.LiveActivityContentStateInput{Message: "M"}) }()
	close(release)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	job.Progress(4)
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
	requests := s.received(2)
	equal(t, len(requests), 2)
	equal(t, []string{requests[0].method, requests[1].method}, "[PUT DELETE]")
	sameJSON(t, requests[0].body, withTags(nil))
	sameJSON(t, requests[1].body, with(object{
		"percentage": 2, "current_step": 1, "number_of_steps": 2, "subtitle": "S", "color": nil, "message": "M",
	}))
}

func TestWithoutAnIntervalEveryReportIsSentWhenTheOneBeforeIsAnswered(t *testing.T) {
	s := serve(t)
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithInterval(0))
	for count := range 3 {
		s.received(count + 1)
		job.ProgressOf(float64(count+1), 3)
	}
	s.received(4)
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
	requests := s.received(5)
	for i, want := range []object{
		withTags(nil), withTags(object{"value": 1, "upper_limit": 3}), withTags(object{"value": 2, "upper_limit": 3}),
		withTags(object{"value": 3, "upper_limit": 3}), with(object{"value": 3, "upper_limit": 3}),
	} {
		if i > 0 {
			delete(want["content_state"].(object), "percentage")
		}
		sameJSON(t, requests[i].body, want)
	}
}

func TestAReportWaitsForItsTurn(t *testing.T) {
	s := serve(t)
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithInterval(20*time.Millisecond))
	s.received(1)
	job.Progress(1)
	sameJSON(t, s.received(2)[1].body, withTags(object{"percentage": 1}))
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
}

func TestAStateThatFailedIsNotSentAgainWhenThereIsANewerOne(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, reply{status: 500, body: `{}`, hold: release})
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithInterval(0))
	s.received(1)
	job.Progress(5)
	close(release)
	sameJSON(t, s.received(2)[1].body, withTags(object{"percentage": 5}))
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
}

func TestAnEndWaitsAsLongAsItsContext(t *testing.T) {
	s := serve(t, reply{hold: make(chan struct{})})
	job := s.client(t).LiveActivities.Track("k", beginning)
	s.received(1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := job.EndContext(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOfALongMessageTheBeginningIsShown(t *testing.T) {
	s := serve(t)
	if err := s.client(t).LiveActivities.Track("k", beginning).Fail(errors.New(strings.Repeat("é", 300))); err != nil {
		t.Error(err)
	}
	requests := s.received(2)
	sameJSON(t, requests[len(requests)-1].body, with(object{"color": "red", "subtitle": strings.Repeat("é", 200)}))
}

func TestAJobThatFailsEndsRedWithItsMessage(t *testing.T) {
	for name, fail := range map[string]func(*activitysmithsdk.Tracker) error{
		"by hand": func(job *activitysmithsdk.Tracker) error { return job.Fail(errors.New("disk full")) },
		"by its error": func(job *activitysmithsdk.Tracker) (err error) {
			defer job.Finish(&err)
			return errors.New("disk full")
		},
		"by a panic": func(job *activitysmithsdk.Tracker) (err error) {
			defer func() { equal(t, recover(), "disk full") }()
			defer job.Finish(&err)
			panic("disk full")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			err := fail(s.client(t).LiveActivities.Track("k", beginning))
			equal(t, err != nil, name == "by its error")
			requests := s.received(2)
			sameJSON(t, requests[len(requests)-1].body, with(object{"color": "red", "subtitle": "disk full"}))
		})
	}
}

func TestAJobThatSucceedsEndsByADefer(t *testing.T) {
	s := serve(t)
	job := s.client(t).LiveActivities.Track("k", beginning)
	if err := func() (err error) {
		defer job.Finish(&err)
		job.Progress(100)
		return nil
	}(); err != nil {
		t.Error(err)
	}
	requests := s.received(2)
	last := requests[len(requests)-1]
	equal(t, last.method, "DELETE")
	sameJSON(t, last.body, with(object{"percentage": 100}))
}

func TestAJobWithoutAnErrorOrAListenerEndsAllTheSame(t *testing.T) {
	s := serve(t, reply{status: 401, body: `{}`})
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithOnError(nil), nil)
	s.received(1)
	job.Finish(nil)
	requests := s.received(3)
	equal(t, requests[2].method, "DELETE")
	sameJSON(t, requests[2].body, with(nil))
}

// heard keeps what a tracker tells.
type heard struct {
	sync.Mutex
	errors []error
}

func (h *heard) listen(err error) {
	h.Lock()
	defer h.Unlock()
	h.errors = append(h.errors, err)
}

func TestFailuresDoNotBreakTheJobAndAreHeardOf(t *testing.T) {
	refused := reply{status: 401, body: `{"error": "Unauthorized"}`}
	s := serve(t, refused, refused)
	var heard heard
	job := s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithOnError(heard.listen))
	s.received(1)
	err := job.End(nil)
	var unauthorized *activitysmithsdk.AuthenticationError
	equal(t, errors.As(err, &unauthorized), true)
	equal(t, []error{job.Err(), job.End(nil)}, []error{err, err})
	heard.Lock()
	defer heard.Unlock()
	for _, err := range heard.errors {
		equal(t, errors.As(err, &unauthorized), true)
	}
}

func TestAListenerMayEndIt(t *testing.T) {
	refused := reply{status: 401, body: `{"error": "Unauthorized"}`}
	s := serve(t, refused, refused)
	started, ended := make(chan *activitysmithsdk.Tracker, 1), make(chan error, 1)
	var heard atomic.Int32
	started <- s.client(t).LiveActivities.Track("k", beginning, activitysmithsdk.WithOnError(func(error) {
		// It hears of its own end, too.
		if heard.Add(1) == 1 {
			ended <- (<-started).End(nil)
		}
	}))
	equal(t, <-ended != nil, true)
	equal(t, heard.Load(), 2)
	equal(t, len(s.received(2)), 2)
}

func TestALastStateThatIsRefusedGivesWayToTheOneBefore(t *testing.T) {
	s := serve(t, reply{}, reply{status: 400, body: `{}`})
	job := s.client(t).LiveActivities.Track("k", beginning)
	s.received(1)
	if err := job.End(object{"color": "mauve"}); err != nil {
		t.Error(err)
	}
	requests := s.received(3)
	sameJSON(t, requests[1].body, with(object{"color": "mauve"}))
	sameJSON(t, requests[2].body, with(object{"color": "mauve"}))
	equal(t, job.Err(), nil)
}

func TestAStreamThatNeverCameToBeIsShownBeforeItEnds(t *testing.T) {
	s := serve(t, reply{status: 404, body: `{"error": "No recipients found"}`})
	job := s.client(t).LiveActivities.Track("k", beginning)
	s.received(1)
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
	methods := []string{}
	for _, request := range s.received(3) {
		methods = append(methods, request.method)
	}
	equal(t, methods, "[PUT PUT DELETE]")
}

func TestWhatCannotBeSentIsHeardOfAtOnce(t *testing.T) {
	s := serve(t)
	var heard heard
	listen := activitysmithsdk.WithOnError(heard.listen)
	activities := s.client(t).LiveActivities
	nobody := activities.Track("k", activitysmithsdk.LiveActivityStreamInput{Title: "T", Channels: []string{}}, listen)
	nobody.Progress(1)
	isInvalid(t, nobody.Err(), "at least one channel")
	isInvalid(t, nobody.End(nil), "at least one channel")
	equal(t, len(s.received(0)), 0)

	job := activities.Track("k", beginning, listen)
	job.Update([]string{"T"})
	isInvalid(t, job.End([]string{"T"}), "must be an object")
	if err := job.End(nil); err != nil {
		t.Error(err)
	}
	equal(t, len(heard.errors), 2)
}
