// Command bare makes the same calls with net/http and encoding/json alone, as one writes them without an SDK.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"activitysmith.com/bench/measure"
)

type state struct {
	Title         string `json:"title"`
	Subtitle      string `json:"subtitle"`
	Type          string `json:"type"`
	NumberOfSteps int    `json:"number_of_steps"`
	CurrentStep   int    `json:"current_step"`
}

type request struct {
	ContentState state `json:"content_state"`
}

type answer struct {
	Success               bool      `json:"success"`
	Operation             string    `json:"operation"`
	StreamKey             string    `json:"stream_key"`
	ActivityID            string    `json:"activity_id"`
	DevicesNotified       int       `json:"devices_notified"`
	DevicesQueued         int       `json:"devices_queued"`
	UsersNotified         int       `json:"users_notified"`
	EffectiveChannelSlugs []string  `json:"effective_channel_slugs"`
	Tags                  []string  `json:"tags"`
	Timestamp             time.Time `json:"timestamp"`
}

func main() {
	client := &http.Client{}
	measure.Main(func(url string) func() error {
		return func() error { return put(client, url+"/live-activity/stream/nightly-backup") }
	})
}

func put(client *http.Client, url string) error {
	body, err := json.Marshal(request{state{"Nightly Backup", "upload archive", "segmented_progress", 3, 2}})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	sent, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	sent.Header.Set("Authorization", "Bearer ask_bench")
	sent.Header.Set("Content-Type", "application/json")
	came, err := client.Do(sent)
	if err != nil {
		return err
	}
	defer came.Body.Close()
	data, err := io.ReadAll(came.Body)
	if err != nil {
		return err
	}
	if came.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", came.StatusCode)
	}
	return json.Unmarshal(data, new(answer))
}
