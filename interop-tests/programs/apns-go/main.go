// Sends pushes with github.com/sideshow/apns2: what to send comes as JSON, what it made of the answers goes out as JSON.
package main

import (
	"encoding/json"
	"log"
	"os"
	"sync"
	"time"

	"github.com/sideshow/apns2"
	"github.com/sideshow/apns2/token"
)

type push struct {
	DeviceToken string          `json:"deviceToken"`
	Topic       string          `json:"topic"`
	Type        string          `json:"type"`
	Priority    int             `json:"priority"`
	Expiration  int64           `json:"expiration"`
	Payload     json.RawMessage `json:"payload"`
}

type result struct {
	Status    int    `json:"status"`
	Reason    string `json:"reason,omitempty"`
	Timestamp int64  `json:"timestamp,omitempty"`
	Error     string `json:"error,omitempty"`
}

func send(client *apns2.Client, p push) result {
	response, err := client.Push(&apns2.Notification{
		DeviceToken: p.DeviceToken,
		Topic:       p.Topic,
		PushType:    apns2.EPushType(p.Type),
		Priority:    p.Priority,
		Expiration:  time.Unix(p.Expiration, 0),
		Payload:     []byte(p.Payload),
	})
	if err != nil {
		return result{Error: err.Error()}
	}
	r := result{Status: response.StatusCode, Reason: response.Reason}
	if !response.Timestamp.IsZero() {
		r.Timestamp = response.Timestamp.UnixMilli()
	}
	return r
}

func main() {
	var input struct {
		Origin string `json:"origin"`
		P8     string `json:"p8"`
		KeyID  string `json:"keyId"`
		TeamID string `json:"teamId"`
		Pushes []push `json:"pushes"`
	}
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		log.Fatal(err)
	}
	key, err := token.AuthKeyFromBytes([]byte(input.P8))
	if err != nil {
		log.Fatal(err)
	}
	client := apns2.NewTokenClient(&token.Token{AuthKey: key, KeyID: input.KeyID, TeamID: input.TeamID})
	client.Host = input.Origin

	results := make([]result, len(input.Pushes))
	var group sync.WaitGroup
	for index, p := range input.Pushes {
		if index < 10 {
			results[index] = send(client, p)
			continue
		}
		group.Add(1)
		go func(index int, p push) {
			defer group.Done()
			results[index] = send(client, p)
		}(index, p)
	}
	group.Wait()
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}
