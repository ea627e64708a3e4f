package activitysmith

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

const longestWait = time.Minute

// retryDelay is how long to wait before the next try; false when there must be none.
//
// Tried again: answers with Retry-After, 408, 409 (another request with the same idempotency key is running), 429 for
// the rate, 5xx, failed connections and timeouts. Not when the server asks to wait longer than a minute.
//
// A call is not repeatable when doing it twice would show: then only a request that was surely not processed may be sent
// again.
func retryDelay(err error, attempt int, repeatable bool) (time.Duration, bool) {
	var asked time.Duration
	var answer *APIError
	var connection *ConnectionError
	var full *LiveActivityLimitError
	switch {
	case errors.As(err, &full):
		return 0, false
	case errors.As(err, &answer):
		wait, says := answer.RetryAfter()
		asked = wait
		unprocessed := answer.Status == http.StatusRequestTimeout || answer.Status == http.StatusConflict ||
			answer.Status == http.StatusTooManyRequests || answer.Status == http.StatusServiceUnavailable && says
		failed := says || answer.Status >= 500
		if !unprocessed && !(failed && repeatable) || says && asked > longestWait {
			return 0, false
		}
	case errors.As(err, &connection):
		if connection.Sent && !repeatable {
			return 0, false
		}
	default:
		return 0, false
	}
	backoff := min(8*time.Second, time.Second/4<<min(attempt, 8))
	// Jitter, so that clients that failed together don't come back together.
	return max(asked, backoff/2+rand.N(backoff/2)), true
}
