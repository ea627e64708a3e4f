package activitysmith_test

import (
	"encoding/json"
	"testing"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

// notifier is what code written for 1.x puts in the place of a service in its tests.
type notifier interface {
	Send(input any) (*generated.PushNotificationResponse, error)
	SendPushNotification(request generated.PushNotificationRequest) (*generated.PushNotificationResponse, error)
}

type streamer interface {
	Stream(streamKey string, input any) (*generated.LiveActivityStreamPutResponse, error)
	EndStream(streamKey string, input any) (*generated.LiveActivityStreamDeleteResponse, error)
	Start(input any) (*generated.LiveActivityStartResponse, error)
	Update(input any) (*generated.LiveActivityUpdateResponse, error)
	End(input any) (*generated.LiveActivityEndResponse, error)
}

var (
	_ notifier = (*activitysmithsdk.NotificationsService)(nil)
	_ streamer = (*activitysmithsdk.LiveActivitiesService)(nil)
)

// Every field and method of its inputs, with the types that it has. Numbers that are zero are not sent, as there.
func TestInputsOfEarlierVersionsCompile(t *testing.T) {
	var whole int32
	var number float32
	var metrics []generated.ActivityMetric
	var action *activitysmithsdk.LiveActivityActionInput
	icon, badge := activitysmithsdk.LiveActivityAlertIconInput{}, activitysmithsdk.LiveActivityAlertBadgeInput{}
	state := activitysmithsdk.LiveActivityContentStateInput{
		Title: "T", NumberOfSteps: whole, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", AutoDismissMinutes: whole, AutoDismissSeconds: 0, Metrics: metrics,
	}
	start := activitysmithsdk.LiveActivityStartInput{
		ContentState: state, NumberOfSteps: whole, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", Metrics: metrics, Action: action, SecondaryAction: action, Channels: nil, Tags: nil, Metadata: nil,
	}
	update := activitysmithsdk.LiveActivityUpdateInput{
		ActivityID: "", ContentState: state, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", NumberOfSteps: whole, Metrics: metrics, Action: action, SecondaryAction: action, Tags: nil, Metadata: nil,
	}
	end := activitysmithsdk.LiveActivityEndInput{
		ActivityID: "", ContentState: state, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", NumberOfSteps: whole, AutoDismissMinutes: whole, Metrics: metrics, Action: action,
		SecondaryAction: action, Tags: nil, Metadata: nil,
	}
	stream := activitysmithsdk.LiveActivityStreamInput{
		ContentState: state, NumberOfSteps: whole, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", Metrics: metrics, Action: action, SecondaryAction: action, Alert: nil, Channels: nil, Tags: nil,
		Metadata: nil,
	}
	last := activitysmithsdk.LiveActivityStreamEndInput{
		ContentState: state, NumberOfSteps: whole, CurrentStep: whole, Percentage: number, UpperLimit: number,
		DurationSeconds: number, CountsDown: false, Type: "", Subtitle: "", Message: "", Icon: icon, Badge: badge, Color: "",
		StepColor: "", Metrics: metrics, Action: action, SecondaryAction: action, Alert: nil, Tags: nil, Metadata: nil,
	}
	got := bodies(t, start, update, end, stream, last)
	for i, want := range []object{{}, {}, {}, {}, {}} {
		want["content_state"] = object{"title": "T"}
		sameJSON(t, got[i], want)
	}

	button := activitysmithsdk.LiveActivityActionInput{Title: "A", Type: "open_url", URL: "https://example.com"}
	zero := object{
		"title": "T", "number_of_steps": 0, "current_step": 0, "percentage": 0, "value": 0, "upper_limit": 0,
		"duration_seconds": 0, "counts_down": false,
	}
	open := object{"title": "A", "type": "open_url", "url": "https://example.com"}
	for _, body := range bodies(t,
		start.WithNumberOfSteps(whole).WithCurrentStep(whole).WithPercentage(number).WithValue(number).
			WithUpperLimit(number).WithDurationSeconds(number).WithCountsDown(false).
			WithAction(button).WithSecondaryAction(button),
		update.WithNumberOfSteps(whole).WithCurrentStep(whole).WithPercentage(number).WithValue(number).
			WithUpperLimit(number).WithDurationSeconds(number).WithCountsDown(false).
			WithAction(button).WithSecondaryAction(button),
		end.WithNumberOfSteps(whole).WithCurrentStep(whole).WithPercentage(number).WithValue(number).
			WithUpperLimit(number).WithDurationSeconds(number).WithCountsDown(false).
			WithAction(button).WithSecondaryAction(button),
		stream.WithNumberOfSteps(whole).WithCurrentStep(whole).WithPercentage(number).WithValue(number).
			WithUpperLimit(number).WithDurationSeconds(number).WithCountsDown(false).
			WithAction(button).WithSecondaryAction(button),
		last.WithNumberOfSteps(whole).WithCurrentStep(whole).WithPercentage(number).WithValue(number).
			WithUpperLimit(number).WithDurationSeconds(number).WithCountsDown(false).
			WithAction(button).WithSecondaryAction(button),
	) {
		sameJSON(t, body, object{"content_state": zero, "action": open, "secondary_action": open})
	}
}

func TestEmptyListsAndIconsWithoutASymbolStayUnsent(t *testing.T) {
	got := bodies(t,
		activitysmithsdk.LiveActivityStreamInput{
			Title: "T", Metrics: []activitysmithsdk.ActivityMetric{}, StepColors: []string{},
			Icon: activitysmithsdk.AlertIcon("", "red"), Badge: activitysmithsdk.AlertBadge("", "red"),
		},
		activitysmithsdk.LiveActivityStreamInput{ContentState: activitysmithsdk.LiveActivityContentStateInput{
			Title: "T", Metrics: []activitysmithsdk.ActivityMetric{},
		}},
		activitysmithsdk.PushNotificationInput{Title: "T", Actions: []activitysmithsdk.PushNotificationAction{}},
	)
	sameJSON(t, got[0], object{"content_state": object{"title": "T"}})
	sameJSON(t, got[1], object{"content_state": object{"title": "T"}})
	sameJSON(t, got[2], object{"title": "T"})
}

func TestValuesOfEarlierVersionsAreWhatTheyHold(t *testing.T) {
	number, text, yes, ratio := float32(9.1), "up", true, 1.25
	metric := generated.NewActivityMetric("CPU", generated.Float32AsActivityMetricValue(&number))
	model := generated.NewStreamContentState("T")
	model.SetMetrics([]generated.ActivityMetric{*metric, {Label: "DB", Value: generated.StringAsActivityMetricValue(&text)}})
	model.SetValue(generated.StringAsLiveActivityValue(&text))
	request := generated.NewLiveActivityStreamRequest(*model)
	request.SetMetadata(map[string]generated.MetadataValue{
		"a": generated.BoolAsMetadataValue(&yes), "b": generated.Float64AsMetadataValue(&ratio),
		"c": generated.StringAsMetadataValue(&text), "d": generated.StringAsMetadataValue(nil),
	})
	flat := activitysmithsdk.LiveActivityStreamInput{Title: "T", Value: generated.Float32AsLiveActivityValue(&number)}
	got := bodies(t, request, flat)
	sameJSON(t, got[0], object{
		"content_state": object{
			"title": "T", "value": "up", "metrics": []object{{"label": "CPU", "value": 9.1}, {"label": "DB", "value": "up"}},
		},
		"metadata": object{"a": true, "b": 1.25, "c": "up", "d": nil},
	})
	sameJSON(t, got[1], object{"content_state": object{"title": "T", "value": 9.1}})

	var value generated.MetricValueUpdateRequestValue = generated.StringAsMetricValueUpdateRequestValue(&text)
	sameJSON(t, string(must(json.Marshal(generated.NewMetricValueUpdateRequest(value)))), object{"value": "up"})
	value = generated.Float32AsMetricValueUpdateRequestValue(&number)
	sameJSON(t, string(must(json.Marshal(generated.NewMetricValueUpdateRequest(value)))), object{"value": 9.1})
}

// What is written here compiles with 1.x, in the forms that its versions had one after another.
func TestCodeForEarlierVersionsRunsUnchanged(t *testing.T) {
	s := serve(t)
	t.Setenv("ACTIVITYSMITH_BASE_URL", s.URL)
	activitysmith, err := activitysmithsdk.New("YOUR_API_KEY")
	if err != nil {
		t.Fatal(err)
	}

	crm := generated.NewPushNotificationAction(
		"Open CRM", generated.PUSHNOTIFICATIONACTIONTYPE_OPEN_URL, "https://crm.example.com/customers/42",
	)
	onboard := generated.NewPushNotificationAction(
		"Onboard", generated.PUSHNOTIFICATIONACTIONTYPE_WEBHOOK, "https://hooks.example.com/onboard",
	)
	onboard.SetMethod(generated.PUSHNOTIFICATIONACTIONMETHOD_POST)
	onboard.SetBody(map[string]interface{}{"customer": "42"})
	request := generated.NewPushNotificationRequest("New subscription")
	request.SetMessage("Customer upgraded to Pro plan")
	request.SetRedirection("https://crm.example.com")
	request.SetActions([]generated.PushNotificationAction{*crm, *onboard})
	request.SetTarget(generated.ChannelTarget{Channels: []string{"sales"}})
	response, err := activitysmith.Notifications.Send(request)
	if err != nil || !response.GetSuccess() || response.GetDevicesNotified() != 1 {
		t.Fatal(response, err)
	}
	if _, err := activitysmith.Notifications.Send(activitysmithsdk.PushNotificationInput{
		Title: "New subscription", Icon: "https://example.com/icon.png", Metadata: map[string]any{"amount": 29},
		InterruptionLevel: activitysmithsdk.PushInterruptionLevelTimeSensitive,
		Actions: []activitysmithsdk.PushNotificationAction{activitysmithsdk.PushAction(
			"Onboard", "webhook", "https://hooks.example.com/onboard",
			activitysmithsdk.PushActionMethod("POST"), activitysmithsdk.PushActionBody(map[string]interface{}{"plan": "pro"}),
		)},
	}); err != nil {
		t.Fatal(err)
	}

	var percentage float32 = 60
	start, err := activitysmith.LiveActivities.Start(activitysmithsdk.LiveActivityStartInput{
		Title: "Server Health", Type: "metrics", Color: "yellow",
		Metrics: []generated.ActivityMetric{{Label: "CPU", Value: 9, Unit: generated.PtrString("%")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := activitysmith.LiveActivities.Update(activitysmithsdk.LiveActivityUpdateInput{
		ActivityID:   start.GetActivityId(),
		ContentState: activitysmithsdk.LiveActivityContentStateInput{Title: "Import", Percentage: percentage},
		Tags:         []string{},
	}); err != nil {
		t.Fatal(err)
	}
	end := activitysmithsdk.LiveActivityEndInput{
		ActivityID: start.GetActivityId(), Title: "Import", CurrentStep: int32(3), AutoDismissMinutes: 2,
	}
	if _, err := activitysmith.LiveActivities.End(end.WithNumberOfSteps(3).WithAutoDismissMinutes(0)); err != nil {
		t.Fatal(err)
	}
	status, err := activitysmith.LiveActivities.Stream("prod-web-1", activitysmithsdk.LiveActivityStreamInput{
		Title: "Reactivation", Type: activitysmithsdk.LiveActivityTypeAlert, Message: "Lumen came back",
		Badge: activitysmithsdk.AlertBadge("Customer", "magenta"), Alert: &generated.AlertPayload{Title: generated.PtrString("A")},
		Action: &activitysmithsdk.LiveActivityActionInput{
			Title: "Open", Type: "webhook", URL: "https://example.com", Method: "POST", Body: map[string]interface{}{"a": 1},
		},
	})
	if err != nil || status.Operation != "updated" {
		t.Fatal(status, err)
	}
	if _, err := activitysmith.LiveActivities.EndStream("prod-web-1", activitysmithsdk.LiveActivityStreamEndInput{
		Title: "Server Health", AutoDismissMinutes: 2,
		Metrics: []activitysmithsdk.ActivityMetric{
			activitysmithsdk.Metric("CPU", 7, activitysmithsdk.MetricUnit("%"), activitysmithsdk.MetricColor("red")),
			activitysmithsdk.Metric("MEM", "1", activitysmithsdk.WithActivityMetricUnit("%"), activitysmithsdk.WithActivityMetricColor("red")),
		},
	}); err != nil {
		t.Fatal(err)
	}

	requests := s.received(7)
	sameJSON(t, requests[0].body, object{
		"title": "New subscription", "message": "Customer upgraded to Pro plan", "redirection": "https://crm.example.com",
		"actions": []object{
			{"title": "Open CRM", "type": "open_url", "url": "https://crm.example.com/customers/42"},
			{
				"title": "Onboard", "type": "webhook", "url": "https://hooks.example.com/onboard", "method": "POST",
				"body": object{"customer": "42"},
			},
		},
		"target": object{"channels": []string{"sales"}},
	})
	sameJSON(t, requests[2].body, object{"content_state": object{
		"title": "Server Health", "type": "metrics", "color": "yellow",
		"metrics": []object{{"label": "CPU", "value": 9, "unit": "%"}},
	}})
	sameJSON(t, requests[3].body, object{
		"activity_id": start.GetActivityId(), "content_state": object{"title": "Import", "percentage": 60}, "tags": []any{},
	})
	sameJSON(t, requests[4].body, object{
		"activity_id": start.GetActivityId(), "content_state": object{
			"title": "Import", "current_step": 3, "number_of_steps": 3, "auto_dismiss_minutes": 0,
		},
	})
	sameJSON(t, requests[5].body, object{
		"content_state": object{
			"title": "Reactivation", "type": "alert", "message": "Lumen came back",
			"badge": object{"title": "Customer", "color": "magenta"},
		},
		"alert":  object{"title": "A"},
		"action": object{"title": "Open", "type": "webhook", "url": "https://example.com", "method": "POST", "body": object{"a": 1}},
	})
	sameJSON(t, requests[6].body, object{"content_state": object{
		"title": "Server Health", "auto_dismiss_minutes": 2,
		"metrics": []object{
			{"label": "CPU", "value": 7, "unit": "%", "color": "red"},
			{"label": "MEM", "value": "1", "unit": "%", "color": "red"},
		},
	}})
}
