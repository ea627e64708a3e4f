// net/http, with the client that most programs use.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

const state = `{"content_state":{"title":"Deploy","type":"progress","percentage":42}}`

func put(url string) (string, error) {
	request, err := http.NewRequest(http.MethodPut, url, strings.NewReader(state))
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("ACTIVITYSMITH_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct{ Operation string }
	err = json.NewDecoder(response.Body).Decode(&answer)
	return answer.Operation, err
}

func main() {
	for _, url := range os.Args[1:] {
		if operation, err := put(url); err != nil {
			fmt.Println("failed", err)
		} else {
			fmt.Println("answered", operation)
		}
	}
}
