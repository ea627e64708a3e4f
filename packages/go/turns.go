package activitysmith

import (
	"context"
	"sync"
)

// turns has the newest call for each thing that has one running.
//
// Calls that set the state of one thing go out one at a time in the order in which they were made, and an older one is
// not tried again once there is a newer one. Otherwise a slow or repeated old request could arrive last: an old state
// would stay on the screen, or an ended stream would start again.
type turns struct {
	lock   sync.Mutex
	newest map[string]*turn
}

// turn is a call's place among those for the same thing. Nil is the place of a call that acts on its own.
type turn struct {
	// earlier is the one before it, as long as it has to be waited for.
	earlier    *turn
	superseded chan struct{}
	done       chan struct{}
}

func (t *turns) enter(subject string) *turn {
	own := &turn{superseded: make(chan struct{}), done: make(chan struct{})}
	t.lock.Lock()
	defer t.lock.Unlock()
	if own.earlier = t.newest[subject]; own.earlier != nil {
		close(own.earlier.superseded)
	}
	t.newest[subject] = own
	return own
}

func (t *turns) leave(subject string, own *turn) {
	t.lock.Lock()
	defer t.lock.Unlock()
	close(own.done)
	last := t.newest[subject]
	for last != nil && last.isDone() {
		last = last.earlier
	}
	if last == nil {
		delete(t.newest, subject)
	}
}

func (t *turn) isDone() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}

// wait ends when the calls before it have.
func (t *turn) wait(ctx context.Context) error {
	for t != nil && t.earlier != nil {
		select {
		case <-t.earlier.done:
			// It has one before it when it gave up waiting: then that is the one to wait for.
			t.earlier = t.earlier.earlier
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// isOver is closed when there is a newer call.
func (t *turn) isOver() <-chan struct{} {
	if t == nil {
		return nil
	}
	return t.superseded
}
