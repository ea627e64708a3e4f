package activitysmith

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// TrackOption is a setting of a Tracker.
type TrackOption func(*Tracker)

// WithInterval is the pause from the end of one request to the next, at least. It is longer, up to a minute, when the
// server's RateLimit headers say that little is left. The last request is sent at once. Default: 5 seconds.
func WithInterval(interval time.Duration) TrackOption {
	return func(t *Tracker) { t.pace.interval = interval }
}

// WithOnError hears of every request that failed.
func WithOnError(listen func(error)) TrackOption {
	return func(t *Tracker) {
		if listen != nil {
			t.onError = listen
		}
	}
}

// Tracker shows a job that reports often. Its reports return at once: a goroutine sends them, at a pace that leaves room
// for others, never more than one request at a time, always the newest state. The job goes on whatever happens to the
// requests. Goroutines may share it.
type Tracker struct {
	service   *LiveActivitiesService
	streamKey string
	onError   func(error)
	ending    chan struct{}

	lock    sync.Mutex
	pace    pace
	sending bool

	// underWay is closed when the request that is under way has been answered.
	underWay chan struct{}
	ended    bool
}

// Track shows the progress of a job that reports often, beginning with a state. End, Fail or Finish end it.
func (s *LiveActivitiesService) Track(
	streamKey string, first LiveActivityStreamInput, options ...TrackOption,
) *Tracker {
	t := &Tracker{service: s, streamKey: streamKey, onError: func(error) {}, ending: make(chan struct{})}
	request, _, err := requestOf(first)
	state, _ := stateOf(first)
	delete(request, "content_state")
	t.pace = newPace(state, request, 5*time.Second)
	for _, option := range options {
		if option != nil {
			option(t)
		}
	}
	if err != nil {
		// There is nothing to show, and never will be.
		t.ended = true
		t.failed(err)
		return t
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.schedule()
	return t
}

// Update changes some fields: a LiveActivityContentStateInput, or a map of fields, where nil clears one.
func (t *Tracker) Update(state any) {
	patch, err := stateOf(state)
	if err != nil {
		t.failed(err)
		return
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	if !t.ended {
		t.pace.change(patch)
		t.schedule()
	}
}

// Progress sets the progress in per cent.
func (t *Tracker) Progress(percentage float64) { t.Update(map[string]any{"percentage": percentage}) }

// ProgressOf sets the progress as a value with its upper limit.
func (t *Tracker) ProgressOf(value, upperLimit float64) {
	t.Update(map[string]any{"value": value, "upper_limit": upperLimit})
}

// Step sets how many steps are completed, and how many there are.
func (t *Tracker) Step(current, of int) {
	t.Update(map[string]any{"current_step": current, "number_of_steps": of})
}

// Err is why the newest request or report failed, nil when it did not.
func (t *Tracker) Err() error {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.pace.failure
}

// End ends the stream, with a change of its state unless that is nil. It waits for the answer, and tries again when that
// fails. What is reported afterwards is ignored, and a second end does nothing.
func (t *Tracker) End(state any) error { return t.EndContext(context.Background(), state) }

// EndContext is End until the context ends.
func (t *Tracker) EndContext(ctx context.Context, state any) error {
	final, err := stateOf(state)
	if err != nil {
		return err
	}
	t.lock.Lock()
	if t.ended {
		defer t.lock.Unlock()
		return t.pace.failure
	}
	t.ended = true
	close(t.ending)
	underWay := t.underWay
	t.lock.Unlock()
	if underWay != nil {
		select {
		case <-underWay:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	// From here on there is nobody else who changes the pace.
	for _, last := range t.pace.lastStates(final) {
		err = t.deliver(ctx, last)
		refused := t.report(err)
		if err != nil {
			t.onError(err)
		}
		if !refused {
			break
		}
	}
	return err
}

// deliver ends the stream with a state.
func (t *Tracker) deliver(ctx context.Context, last fields) error {
	// A stream that never came to be can't be ended, and its last state would be seen by nobody.
	if !t.pace.delivered {
		if _, err := t.service.StreamContext(ctx, t.streamKey, t.pace.body(last)); err != nil {
			return err
		}
		t.pace.delivered = true
	}
	_, err := t.service.EndStreamContext(ctx, t.streamKey, map[string]any{"content_state": last})
	return err
}

// Fail ends the stream in red, with the error's message on it; as End(nil) when there is none.
func (t *Tracker) Fail(err error) error {
	if err == nil {
		return t.End(nil)
	}
	message := []rune(err.Error())
	return t.End(map[string]any{"color": "red", "subtitle": string(message[:min(len(message), 200)])})
}

// Finish is for a defer: it ends the stream, in red when the error that it points to is one or when the job panics. A job
// that returns no error gives nil.
//
//	defer job.Finish(&err)
func (t *Tracker) Finish(err *error) {
	if reason := recover(); reason != nil {
		_ = t.Fail(fmt.Errorf("%v", reason)) // The panic is the one to hear of.
		panic(reason)
	}
	if err == nil {
		err = new(error)
	}
	_ = t.Fail(*err) // The job's own error is the one to hear of; WithOnError hears of another.
}

// schedule is called with the lock.
func (t *Tracker) schedule() {
	if !t.sending {
		t.sending = true
		go t.send()
	}
}

func (t *Tracker) send() {
	// The retries are made here, because by then there may be a newer state.
	once := &LiveActivitiesService{t.service.calls.with([]Option{WithMaxRetries(0)})}
	for body := t.next(); body != nil; body = t.next() {
		answer, err := once.Stream(t.streamKey, body)
		t.lock.Lock()
		if err != nil {
			t.pace.failed(err, time.Now())
		} else {
			rate, _ := answer.RateLimit()
			t.pace.succeeded(rate, time.Now())
		}
		close(t.underWay)
		t.underWay = nil
		t.lock.Unlock()
		if err != nil {
			t.onError(err)
		}
	}
}

// next waits until there is something to send. Nil when there is nothing, which ends the goroutine.
func (t *Tracker) next() map[string]any {
	t.lock.Lock()
	defer t.lock.Unlock()
	for !t.ended && t.pace.pending {
		left := time.Until(t.pace.notBefore)
		if left <= 0 {
			t.underWay = make(chan struct{})
			return t.pace.begin()
		}
		t.lock.Unlock()
		pause(context.Background(), left, t.ending)
		t.lock.Lock()
	}
	t.sending = false
	return nil
}

func (t *Tracker) failed(err error) {
	t.report(err)
	t.onError(err)
}

func (t *Tracker) report(err error) bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.pace.report(err)
}

// stateOf gives the state of a request, or of what is a state.
func stateOf(input any) (fields, error) {
	found, _, err := requestOf(input)
	state, nested := found["content_state"]
	if err != nil || !nested {
		return found, err
	}
	var inner fields
	return inner, json.Unmarshal(state, &inner)
}
