package activitysmith

import (
	"encoding/json"
	"maps"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
	"github.com/ActivitySmithHQ/activitysmith-go/internal/wire"
)

// What goes into calls. See the package generated for their fields.
type (
	PushNotificationInput         = generated.PushNotificationInput
	PushNotificationAction        = generated.PushNotificationAction
	PushInterruptionLevel         = generated.PushInterruptionLevel
	LiveActivityStreamInput       = generated.LiveActivityStreamInput
	LiveActivityStreamEndInput    = generated.LiveActivityStreamEndInput
	LiveActivityStartInput        = generated.LiveActivityStartInput
	LiveActivityUpdateInput       = generated.LiveActivityUpdateInput
	LiveActivityEndInput          = generated.LiveActivityEndInput
	LiveActivityContentStateInput = generated.LiveActivityContentStateInput
	LiveActivityActionInput       = generated.LiveActivityActionInput
	LiveActivityAlertIconInput    = generated.LiveActivityAlertIconInput
	LiveActivityAlertBadgeInput   = generated.LiveActivityAlertBadgeInput
	ActivityMetric                = generated.ActivityMetric
)

// RateLimit is the server's count of requests.
type RateLimit = wire.RateLimit

// The types of Live Activities.
const (
	LiveActivityTypeSegmentedProgress = "segmented_progress"
	LiveActivityTypeProgress          = "progress"
	LiveActivityTypeMetrics           = "metrics"
	LiveActivityTypeStats             = "stats"
	LiveActivityTypeAlert             = "alert"
	LiveActivityTypeTimer             = "timer"
	LiveActivityTypeValue             = "value"
)

// How much a notification interrupts, by Apple's names.
const (
	PushInterruptionLevelPassive       PushInterruptionLevel = "passive"
	PushInterruptionLevelActive        PushInterruptionLevel = "active"
	PushInterruptionLevelTimeSensitive PushInterruptionLevel = "time-sensitive"
)

// AlertIcon is an icon: the name of an SF Symbol, and its colour if you like. Without a name there is none.
func AlertIcon(symbol string, color ...string) LiveActivityAlertIconInput {
	if symbol == "" {
		return LiveActivityAlertIconInput{}
	}
	return LiveActivityAlertIconInput{Symbol: symbol, Color: first(color)}
}

// AlertBadge is a small label, and its colour if you like. Without a text there is none.
func AlertBadge(title string, color ...string) LiveActivityAlertBadgeInput {
	if title == "" {
		return LiveActivityAlertBadgeInput{}
	}
	return LiveActivityAlertBadgeInput{Title: title, Color: first(color)}
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// ActivityMetricOption is something that a metric may have.
type ActivityMetricOption func(*ActivityMetric)

// Metric is one labelled value of a metrics or stats activity: a number or a string. It panics when the value is neither;
// NewActivityMetric gives an error.
func Metric(label string, value any, options ...ActivityMetricOption) ActivityMetric {
	metric, err := NewActivityMetric(label, value, options...)
	if err != nil {
		panic(err)
	}
	return metric
}

// NewActivityMetric is one labelled value of a metrics or stats activity: a number or a string.
func NewActivityMetric(label string, value any, options ...ActivityMetricOption) (ActivityMetric, error) {
	written, err := json.Marshal(value)
	if err != nil || (written[0] != '"' && written[0] != '-' && (written[0] < '0' || written[0] > '9')) {
		return ActivityMetric{}, invalid("a metric's value must be a number or a string")
	}
	metric := ActivityMetric{Label: label, Value: value}
	for _, option := range options {
		option(&metric)
	}
	return metric, nil
}

// MetricUnit is the unit behind the value.
func MetricUnit(unit string) ActivityMetricOption {
	return func(metric *ActivityMetric) { metric.SetUnit(unit) }
}

// MetricColor is the colour of the value.
func MetricColor(color string) ActivityMetricOption {
	return func(metric *ActivityMetric) { metric.SetColor(generated.LiveActivityColor(color)) }
}

// WithActivityMetricUnit is MetricUnit, by its longer name.
func WithActivityMetricUnit(unit string) ActivityMetricOption { return MetricUnit(unit) }

// WithActivityMetricColor is MetricColor, by its longer name.
func WithActivityMetricColor(color string) ActivityMetricOption { return MetricColor(color) }

// PushNotificationActionOption is something that a button may have.
type PushNotificationActionOption func(*PushNotificationAction)

// PushAction is a button of a notification; its type is open_url or webhook.
func PushAction(title, type_, url string, options ...PushNotificationActionOption) PushNotificationAction {
	action := *generated.NewPushNotificationAction(title, generated.PushNotificationActionType(type_), url)
	for _, option := range options {
		option(&action)
	}
	return action
}

// PushActionMethod is the method of a webhook: GET or POST.
func PushActionMethod(method string) PushNotificationActionOption {
	return func(action *PushNotificationAction) {
		action.SetMethod(generated.PushNotificationWebhookMethod(method))
	}
}

// PushActionBody is what a webhook sends.
func PushActionBody(body map[string]interface{}) PushNotificationActionOption {
	return func(action *PushNotificationAction) { action.SetBody(maps.Clone(body)) }
}
