package activitysmith_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"testing/quick"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

type object = map[string]any

// bodies gives what is sent of each input.
func bodies(t *testing.T, inputs ...any) (bodies []string) {
	t.Helper()
	s := serve(t)
	client := s.client(t)
	for _, input := range inputs {
		must(client.LiveActivities.Stream("k", input))
	}
	for _, request := range s.received(len(inputs)) {
		bodies = append(bodies, request.body)
	}
	return bodies
}

func TestARequestHasManyForms(t *testing.T) {
	flat := activitysmithsdk.LiveActivityStreamInput{
		Title: "Disk", Type: "progress", Value: 31, UpperLimit: 75, Tags: []string{"db-1"}, Channels: []string{"ops"},
		Action: &activitysmithsdk.LiveActivityActionInput{Title: "Open", Type: "open_url", URL: "https://example.com"},
		Icon:   activitysmithsdk.AlertIcon("bolt", "red"),
	}
	nested := flat
	nested.Title, nested.Type, nested.Value, nested.UpperLimit = "", "", nil, nil
	nested.Icon = activitysmithsdk.LiveActivityAlertIconInput{}
	nested.ContentState = activitysmithsdk.LiveActivityContentStateInput{
		Title: "Disk", Type: "progress", Value: 31, UpperLimit: 75, Icon: flat.Icon,
	}
	model := generated.NewLiveActivityStreamRequest(*generated.NewStreamContentState("Disk"))
	model.ContentState.SetType("progress")
	model.ContentState.SetValue(31)
	model.ContentState.SetUpperLimit(75)
	icon := generated.NewLiveActivityAlertIcon("bolt")
	icon.SetColor(generated.LIVEACTIVITYCOLOR_RED)
	model.ContentState.SetIcon(*icon)
	model.SetAction(*generated.NewLiveActivityAction("Open", generated.LIVEACTIVITYACTIONTYPE_OPEN_URL, "https://example.com"))
	model.SetTags([]string{"db-1"})
	model.SetTarget(*generated.NewChannelTarget([]string{"ops"}))
	plain := object{
		"content_state": object{
			"title": "Disk", "type": "progress", "value": 31, "upper_limit": 75,
			"icon": object{"symbol": "bolt", "color": "red"},
		},
		"action": object{"title": "Open", "type": "open_url", "url": "https://example.com"},
		"tags":   []string{"db-1"}, "target": object{"channels": []string{"ops"}},
	}
	raw := json.RawMessage(must(json.Marshal(plain)))
	for _, body := range bodies(t, flat, &flat, nested, model, *model, plain, raw) {
		sameJSON(t, body, plain)
	}
}

func TestFieldsWinOverTheWholeStateBesideThem(t *testing.T) {
	input := activitysmithsdk.LiveActivityStreamInput{
		Subtitle:     "beside",
		ContentState: activitysmithsdk.LiveActivityContentStateInput{Title: "T", Subtitle: "whole"}.WithPercentage(0),
	}
	sameJSON(t, bodies(t, input)[0], object{"content_state": object{"title": "T", "subtitle": "beside", "percentage": 0}})
}

func TestZerosAreSentWhenTheyAreSaidAndLeftOutOtherwise(t *testing.T) {
	empty := activitysmithsdk.LiveActivityStreamInput{Title: "T"}
	said := empty.WithCurrentStep(0).WithPercentage(0).WithValue("").WithCountsDown(false).WithIsRunning(false).
		WithAutoDismissMinutes(0).WithAutoDismissSeconds(0)
	said.Tags, said.Metadata = []string{}, object{}
	got := bodies(t, empty, said)
	sameJSON(t, got[0], object{"content_state": object{"title": "T"}})
	sameJSON(t, got[1], object{
		"content_state": object{
			"title": "T", "current_step": 0, "percentage": 0, "value": "", "counts_down": false, "is_running": false,
			"auto_dismiss_minutes": 0, "auto_dismiss_seconds": 0,
		},
		"tags": []any{}, "metadata": object{},
	})
}

func TestACopyOfAnInputIsIndependent(t *testing.T) {
	first := activitysmithsdk.LiveActivityStreamInput{Title: "T"}.WithCurrentStep(0)
	second := first.WithPercentage(0)
	got := bodies(t, first, second)
	sameJSON(t, got[0], object{"content_state": object{"title": "T", "current_step": 0}})
	sameJSON(t, got[1], object{"content_state": object{"title": "T", "current_step": 0, "percentage": 0}})
}

func TestNumbersAndTextArriveWithoutLoss(t *testing.T) {
	check := func(title string, value float64, step int32, count int64) bool {
		input := activitysmithsdk.LiveActivityStreamInput{
			Title: title, UpperLimit: value, CurrentStep: step,
			Metrics: []activitysmithsdk.ActivityMetric{{Label: "n", Value: count}},
		}
		var body struct {
			ContentState struct {
				Title       string
				UpperLimit  float64 `json:"upper_limit"`
				CurrentStep int32   `json:"current_step"`
				Metrics     []struct{ Value json.Number }
			} `json:"content_state"`
		}
		if err := json.Unmarshal(must(json.Marshal(input)), &body); err != nil {
			t.Fatal(err)
		}
		state := body.ContentState
		number := must(state.Metrics[0].Value.Int64())
		return state.Title == title && state.UpperLimit == value && state.CurrentStep == step && number == count
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
	// What 1.x takes is a float32, which has another shortest form than a float64.
	sameJSON(t, string(must(json.Marshal(activitysmithsdk.Metric("n", float32(9.1))))), object{"label": "n", "value": 9.1})
}

func TestAMetricIsAValueOrARequest(t *testing.T) {
	moment := time.Date(2026, 3, 19, 8, 30, 0, 0, time.FixedZone("", 3600))
	s := serve(t)
	metrics := s.client(t).Metrics
	cases := []struct{ input, want any }{
		{99.9, object{"value": 99.9}},
		{float32(9.1), object{"value": 9.1}},
		{0, object{"value": 0}},
		{int64(9007199254740991), object{"value": 9007199254740991}},
		{"healthy", object{"value": "healthy"}},
		{nil, object{"value": nil}},
		{activitysmithsdk.MetricValueInput{Value: 0, Timestamp: &moment},
			object{"value": 0, "timestamp": "2026-03-19T08:30:00+01:00"}},
		{generated.NewMetricValueUpdateRequest("up"), object{"value": "up"}},
		{object{"value": 1, "more": true}, object{"value": 1, "more": true}},
	}
	for i, one := range cases {
		must(metrics.Update("m", one.input))
		sameJSON(t, s.received(i + 1)[i].body, one.want)
	}
	_, err := metrics.Update("m", math.NaN())
	isInvalid(t, err, "can't be sent as JSON")
}

func TestTheBadgeHasChannels(t *testing.T) {
	s := serve(t)
	client := s.client(t)
	must(client.BadgeCount(0))
	must(client.BadgeCount(3, "ops", "dev"))
	must(client.UpdateAppIconBadgeCount(generated.NewAppIconBadgeCountUpdateRequest(4)))
	_, err := client.BadgeCount(3, []string{}...)
	isInvalid(t, err, "at least one channel")
	for i, want := range []object{
		{"badge": 0}, {"badge": 3, "target": object{"channels": []string{"ops", "dev"}}}, {"badge": 4},
	} {
		sameJSON(t, s.received(3)[i].body, want)
	}
}

func TestTheLongerNamesAreTheSame(t *testing.T) {
	s := serve(t)
	client := s.client(t)
	start := generated.NewContentStateStart("T", "progress")
	must(client.Notifications.SendPushNotification(*generated.NewPushNotificationRequest("T")))
	must(client.LiveActivities.StartLiveActivity(*generated.NewLiveActivityStartRequest(*start)))
	must(client.LiveActivities.UpdateLiveActivity(
		*generated.NewLiveActivityUpdateRequest("a", *generated.NewContentStateUpdate("T"))))
	must(client.LiveActivities.EndLiveActivity(
		*generated.NewLiveActivityEndRequest("a", *generated.NewContentStateEnd("T"))))
	must(client.LiveActivities.ReconcileLiveActivityStream(
		"k", *generated.NewLiveActivityStreamRequest(*generated.NewStreamContentState("T"))))
	must(client.LiveActivities.EndLiveActivityStream("k", *generated.NewLiveActivityStreamDeleteRequest()))
	must(client.Metrics.UpdateMetricValue("m", *generated.NewMetricValueUpdateRequest(1)))
	paths := []string{}
	for _, request := range s.received(7) {
		paths = append(paths, request.method+" "+request.path)
	}
	equal(t, paths, []string{
		"POST /push-notification", "POST /live-activity/start", "POST /live-activity/update", "POST /live-activity/end",
		"PUT /live-activity/stream/k", "DELETE /live-activity/stream/k", "POST /metrics/m/value",
	})
}

func TestTheEndOfAStreamNeedsNoBody(t *testing.T) {
	s := serve(t)
	activities := s.client(t).LiveActivities
	var none *activitysmithsdk.LiveActivityStreamEndInput
	for _, input := range []any{nil, none, activitysmithsdk.LiveActivityStreamEndInput{}, object{}} {
		must(activities.EndStream("k", input))
	}
	for _, request := range s.received(4) {
		equal(t, []string{request.body, request.header.Get("Content-Type")}, []string{"", ""})
	}
}

func TestWhatIsWrongIsRefusedBeforeAnythingIsSent(t *testing.T) {
	s := serve(t)
	send := s.client(t).Notifications.Send
	button := *generated.NewPushNotificationAction("Open", generated.PUSHNOTIFICATIONACTIONTYPE_OPEN_URL, "https://example.com")
	both := activitysmithsdk.PushNotificationInput{
		Title: "T", Media: "https://example.com/a.png", Actions: []activitysmithsdk.PushNotificationAction{button},
	}
	var none *activitysmithsdk.PushNotificationInput
	for text, inputs := range map[string][]any{
		"must be an object, not nil":         {nil, none},
		"must be an object, not []string":    {[]string{"T"}},
		"must be an object, not int":         {7},
		"can't be sent as JSON":              {object{"title": math.Inf(1)}, object{"title": make(chan int)}},
		"media cannot be combined":           {both, &both},
		"passive, active, or time-sensitive": {activitysmithsdk.PushNotificationInput{InterruptionLevel: "loud"}},
		"channels must be a list": {
			object{"channels": nil}, object{"channels": []int{1}}, object{"channels": "a"}, object{"channels": []any{nil}},
			activitysmithsdk.PushNotificationInput{Channels: []string{"ops", ""}},
		},
		"channels must contain at least one":   {activitysmithsdk.PushNotificationInput{Channels: []string{}}},
		"channels must be the same as target.": {object{"channels": []string{"a"}, "target": object{"channels": []string{"b"}}}},
	} {
		for _, input := range inputs {
			_, err := send(input)
			isInvalid(t, err, text)
		}
	}
	for _, wrong := range []string{"", ".", ".."} {
		_, err := s.client(t).Metrics.Update(wrong, 1)
		isInvalid(t, err, "key must be a text")
	}
	_, err := send(both)
	equal(t, errors.Is(err, activitysmithsdk.ErrPushNotificationMediaActionsConflict), true)
	equal(t, len(s.received(0)), 0)

	same := object{"title": "T", "channels": []string{"a"}, "target": object{"channels": []string{"a"}}}
	must(send(same))
	sameJSON(t, s.received(1)[0].body, object{"title": "T", "target": object{"channels": []string{"a"}}})
}

func TestAMetricWithoutAValueIsRefused(t *testing.T) {
	for _, wrong := range []any{nil, true, object{}, []int{1}, math.NaN()} {
		_, err := activitysmithsdk.NewActivityMetric("n", wrong)
		isInvalid(t, err, "a metric's value must be a number or a string")
	}
	defer func() { equal(t, recover() != nil, true) }()
	activitysmithsdk.Metric("n", nil)
}
