package activitysmith

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
	"github.com/ActivitySmithHQ/activitysmith-go/internal/wire"
)

// longestBody is in bytes, after decompression. Answers of the API are far shorter: what is longer is somebody else's.
const longestBody = 1 << 20

// calls makes the calls of a client, and of those that are made of it.
type calls struct {
	settings settings
	turns    *turns
}

func newCalls(apiKey string, options []Option) (*calls, error) {
	settings, err := newSettings(apiKey, options)
	if err != nil {
		return nil, err
	}
	return &calls{settings, &turns{newest: map[string]*turn{}}}, nil
}

func (c *calls) with(options []Option) *calls { return &calls{c.settings.with(options), c.turns} }

// send makes a call, and reads its answer.
func send[T any](ctx context.Context, c *calls, operation generated.Operation, key string, input any) (*T, error) {
	request, err := c.settings.request(operation, key, input)
	if err != nil {
		return nil, err
	}
	body, header, err := c.run(ctx, request)
	if err != nil {
		return nil, err
	}
	answer := new(T)
	return answer, wire.Decode(body, header, answer)
}

// run is a call from its first request to its last.
func (c *calls) run(ctx context.Context, request *request) ([]byte, http.Header, error) {
	// What is over already must not stop an older call from being tried again.
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	var place *turn
	if request.subject != "" {
		place = c.turns.enter(request.subject)
		defer c.turns.leave(request.subject, place)
	}
	if err := place.wait(ctx); err != nil {
		return nil, nil, err
	}
	for attempt := 1; ; attempt++ {
		body, header, err := c.exchange(ctx, request, attempt)
		if err == nil {
			return body, header, nil
		}
		delay, again := retryDelay(err, attempt, request.repeatable)
		if !again || attempt > c.settings.maxRetries {
			return nil, nil, err
		}
		if !pause(ctx, delay, place.isOver()) {
			if ctx.Err() != nil {
				err = errors.Join(ctx.Err(), err)
			}
			return nil, nil, err
		}
	}
}

// pause reports whether nothing ended it early.
func pause(ctx context.Context, delay time.Duration, over <-chan struct{}) bool {
	select {
	case <-over:
		return false
	default:
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-over:
	case <-ctx.Done():
	}
	return false
}

// exchange is one request and its answer, which is an object of JSON.
func (c *calls) exchange(ctx context.Context, request *request, attempt int) ([]byte, http.Header, error) {
	var connected atomic.Bool
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	try, cancel := context.WithTimeout(httptrace.WithClientTrace(ctx, trace), c.settings.timeout)
	defer cancel()
	status, header, body, err := c.roundTrip(try, request)
	if err != nil {
		failure := ConnectionError{Attempts: attempt, Sent: connected.Load(), Cause: err}
		var slow net.Error
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case errors.As(err, &slow) && slow.Timeout():
			return nil, nil, &TimeoutError{failure}
		}
		return nil, nil, &failure
	}
	if status < 200 || status > 299 || !isObject(body) {
		return nil, nil, errorFrom(status, header, body, attempt)
	}
	return body, header, nil
}

func (c *calls) roundTrip(ctx context.Context, request *request) (int, http.Header, []byte, error) {
	var body io.Reader
	if request.body != nil {
		body = bytes.NewReader(request.body)
	}
	sent, err := http.NewRequestWithContext(ctx, request.method, c.settings.baseURL+request.path, body)
	if err != nil {
		return 0, nil, nil, err
	}
	sent.Header = request.header.Clone()
	sent.Header.Set("Authorization", c.settings.authorization())
	answer, err := c.settings.http.Do(sent)
	if err != nil {
		return 0, nil, nil, err
	}
	defer answer.Body.Close()
	var data []byte
	// After 101 comes what is not HTTP, and reading it would not end with the context.
	if answer.StatusCode != http.StatusSwitchingProtocols {
		data, err = io.ReadAll(io.LimitReader(answer.Body, longestBody))
	}
	return answer.StatusCode, answer.Header, data, err
}
