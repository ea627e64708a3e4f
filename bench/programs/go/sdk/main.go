// Command sdk makes calls with the SDK.
package main

import (
	"activitysmith.com/bench/measure"
	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

func main() {
	activitysmith, err := activitysmithsdk.New("ask_bench")
	if err != nil {
		panic(err)
	}
	measure.Main(func(url string) func() error {
		activities := activitysmith.With(activitysmithsdk.WithBaseURL(url)).LiveActivities
		return func() error {
			_, err := activities.Stream("nightly-backup", activitysmithsdk.LiveActivityStreamInput{
				Title: "Nightly Backup", Subtitle: "upload archive", Type: "segmented_progress", NumberOfSteps: 3, CurrentStep: 2,
			})
			return err
		}
	})
}
