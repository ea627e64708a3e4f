// Command driver makes the calls of the conformance suite: lines of JSON in, lines of JSON out.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sync"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

type settings struct {
	BaseURL    string `json:"baseURL"`
	APIKey     string `json:"apiKey"`
	MaxRetries *int   `json:"maxRetries"`
	Timeout    *int   `json:"timeout"`
}

type call struct {
	ID             int               `json:"id"`
	Client         json.RawMessage   `json:"client"`
	Operation      string            `json:"operation"`
	Params         map[string]string `json:"params"`
	Body           json.RawMessage   `json:"body"`
	IdempotencyKey *string           `json:"idempotencyKey"`
}

type failure struct {
	Class      string          `json:"class"`
	Message    string          `json:"message"`
	Status     int             `json:"status,omitempty"`
	Body       json.RawMessage `json:"body,omitempty"`
	RetryAfter *float64        `json:"retryAfter,omitempty"`
	Attempts   int             `json:"attempts,omitempty"`
}

var clients = struct {
	sync.Mutex
	made map[string]*activitysmithsdk.Client
}{made: map[string]*activitysmithsdk.Client{}}

func clientFor(given json.RawMessage) (*activitysmithsdk.Client, error) {
	clients.Lock()
	defer clients.Unlock()
	if client, ok := clients.made[string(given)]; ok {
		return client, nil
	}
	var s settings
	if err := json.Unmarshal(given, &s); err != nil {
		return nil, err
	}
	options := []activitysmithsdk.Option{activitysmithsdk.WithBaseURL(s.BaseURL)}
	if s.MaxRetries != nil {
		options = append(options, activitysmithsdk.WithMaxRetries(*s.MaxRetries))
	}
	if s.Timeout != nil {
		options = append(options, activitysmithsdk.WithTimeout(time.Duration(*s.Timeout)*time.Millisecond))
	}
	client, err := activitysmithsdk.New(s.APIKey, options...)
	if err == nil {
		clients.made[string(given)] = client
	}
	return client, err
}

func answerTo(c call) (answer, error) {
	client, err := clientFor(c.Client)
	if err != nil {
		return nil, err
	}
	if c.IdempotencyKey != nil {
		client = client.With(activitysmithsdk.WithIdempotencyKey(*c.IdempotencyKey))
	}
	activities, key := client.LiveActivities, c.Params["stream_key"]
	var body any
	if c.Body != nil {
		body = c.Body
	}
	switch c.Operation {
	case "sendPushNotification":
		return client.Notifications.Send(body)
	case "startLiveActivity":
		return activities.Start(body)
	case "updateLiveActivity":
		return activities.Update(body)
	case "endLiveActivity":
		return activities.End(body)
	case "reconcileLiveActivityStream":
		return activities.Stream(key, body)
	case "endLiveActivityStream":
		return activities.EndStream(key, body)
	case "updateMetricValue":
		return client.Metrics.Update(c.Params["key"], body)
	case "updateAppIconBadgeCount":
		return client.UpdateAppIconBadgeCount(body)
	}
	return nil, fmt.Errorf("no such operation: %s", c.Operation)
}

type answer interface{ RawJSON() json.RawMessage }

// resultOf is an answer from its typed fields, so that one which gets lost is missed. Beside those that came, fields by
// other names are left out; a moment is as it came, because time.Time writes no zeros behind the point.
func resultOf(answer answer) (map[string]json.RawMessage, error) {
	written, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	var typed, came map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal(written, &typed), json.Unmarshal(answer.RawJSON(), &came)); err != nil {
		return nil, err
	}
	result := map[string]json.RawMessage{}
	for name, value := range typed {
		if raw, ok := came[name]; ok && name == "timestamp" {
			result[name] = raw
		} else if ok {
			result[name] = value
		}
	}
	return result, nil
}

func failureOf(err error) failure {
	said := failure{Class: reflect.TypeOf(err).Elem().Name(), Message: err.Error()}
	var answer *activitysmithsdk.APIError
	var connection *activitysmithsdk.ConnectionError
	if errors.As(err, &answer) {
		said.Status, said.Attempts, said.Message = answer.Status, answer.Attempts, answer.Message
		var object map[string]any
		if said.Body = []byte("{}"); json.Unmarshal(answer.Body, &object) == nil {
			said.Body = answer.Body
		}
		if wait, ok := answer.RetryAfter(); ok {
			seconds := wait.Seconds()
			said.RetryAfter = &seconds
		}
	} else if errors.As(err, &connection) {
		said.Attempts = connection.Attempts
	}
	return said
}

func main() {
	out := json.NewEncoder(os.Stdout)
	var writing sync.Mutex
	say := func(line any) {
		writing.Lock()
		defer writing.Unlock()
		if err := out.Encode(line); err != nil {
			panic(err)
		}
	}
	say(map[string]any{"ready": map[string]string{"language": "go", "version": activitysmithsdk.Version}})
	var running sync.WaitGroup
	lines := bufio.NewReader(os.Stdin)
	for {
		text, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var c call
		if err := json.Unmarshal(text, &c); err != nil {
			panic(err)
		}
		running.Add(1)
		go func() {
			defer running.Done()
			answer, err := answerTo(c)
			if err != nil {
				say(map[string]any{"id": c.ID, "error": failureOf(err)})
				return
			}
			result, err := resultOf(answer)
			if err != nil {
				panic(err)
			}
			say(map[string]any{"id": c.ID, "result": result})
		}()
	}
	running.Wait()
}
