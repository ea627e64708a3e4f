package activitysmith

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"time"

	"github.com/ActivitySmithHQ/activitysmith-go/internal/wire"
)

// triesOfState is how often a state is tried when no newer one comes.
const triesOfState = 3

// merge gives a state with a change.
func merge(state, patch fields) fields {
	merged := fields{}
	maps.Copy(merged, state)
	if kind, ok := patch["type"]; ok && !bytes.Equal(kind, state["type"]) {
		// With another type the service keeps what all types have, and refuses the rest.
		maps.DeleteFunc(merged, func(name string, _ json.RawMessage) bool { return name != "title" })
	}
	if limit, ok := patch["upper_limit"]; ok && string(limit) != "null" {
		// It would win over a value.
		delete(merged, "percentage")
	}
	maps.Copy(merged, patch)
	return merged
}

// pace is what a tracker should send, and when: its newest state, at a pace that leaves room for others. It knows no
// clock.
type pace struct {
	interval time.Duration

	// request is what goes beside the state.
	request fields
	state   fields

	// accepted is the last state that the server took; until it has taken one, the first.
	accepted fields

	// fallback is what the state will be when the one under way is refused.
	fallback fields
	sent     fields

	// pending says that there is a state that should be sent.
	pending   bool
	delivered bool
	failure   error
	failures  int
	notBefore time.Time
}

func newPace(first, request fields, interval time.Duration) pace {
	return pace{
		interval: interval, request: request,
		state: first, accepted: first, fallback: first, sent: first, pending: true,
	}
}

func (p *pace) change(patch fields) {
	p.state = merge(p.state, patch)
	p.fallback = merge(p.fallback, patch)
	p.failures = 0
	p.pending = true
}

// begin gives the request to send now.
func (p *pace) begin() map[string]any {
	p.sent = p.state
	p.pending = false
	p.fallback = p.accepted
	return p.body(p.sent)
}

func (p *pace) body(state fields) map[string]any {
	body := map[string]any{"content_state": state}
	for name, value := range p.request {
		body[name] = value
	}
	return body
}

func (p *pace) succeeded(rate wire.RateLimit, now time.Time) {
	p.delivered = true
	p.failure = nil
	// These two act each time they are sent: the alert rings, the timer starts anew.
	delete(p.request, "alert")
	if bytes.Equal(p.sent["duration_seconds"], p.state["duration_seconds"]) {
		p.state = withoutDuration(p.state)
	}
	p.accepted = withoutDuration(p.sent)
	p.wait(now, time.Duration(rate.Reset)*time.Second/time.Duration(max(rate.Remaining, 1)))
}

func (p *pace) failed(err error, now time.Time) {
	p.failures++
	delay, again := retryDelay(err, p.failures, true)
	if again && p.failures < triesOfState {
		p.pending = true
	}
	if p.report(err) {
		p.state = p.fallback
	}
	p.wait(now, delay)
}

// report says whether the server refused the state, and would again.
func (p *pace) report(err error) bool {
	p.failure = err
	var refused *BadRequestError
	return errors.As(err, &refused)
}

// lastStates are what to end with. A stream that isn't ended would stay, so that after a refusal less is asked for.
func (p *pace) lastStates(final fields) []fields {
	return []fields{merge(p.state, final), merge(p.accepted, final), p.accepted}
}

func (p *pace) wait(now time.Time, asked time.Duration) {
	p.notBefore = now.Add(max(p.interval, min(asked, longestWait)))
}

func withoutDuration(state fields) fields {
	kept := maps.Clone(state)
	delete(kept, "duration_seconds")
	return kept
}
