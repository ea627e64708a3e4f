package activitysmith

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

// NotificationsService sends push notifications.
type NotificationsService struct{ calls *calls }

// Send sends a push notification: a PushNotificationInput, a generated.PushNotificationRequest, or anything that
// marshals to the same JSON.
func (s *NotificationsService) Send(input any) (*generated.PushNotificationResponse, error) {
	return s.SendContext(context.Background(), input)
}

// SendContext is Send until the context ends.
func (s *NotificationsService) SendContext(
	ctx context.Context, input any,
) (*generated.PushNotificationResponse, error) {
	return send[generated.PushNotificationResponse](ctx, s.calls, generated.SendPushNotification, "", input)
}

// SendPushNotification is Send, by its longer name.
func (s *NotificationsService) SendPushNotification(
	request generated.PushNotificationRequest,
) (*generated.PushNotificationResponse, error) {
	return s.Send(request)
}

// LiveActivitiesService shows Live Activities. Stream is the easy way: it starts, updates and renews by itself. With
// Start, Update and End you keep the id and do that yourself.
//
// Each takes its input, the request of the package generated, or anything that marshals to the same JSON.
type LiveActivitiesService struct{ calls *calls }

// Stream shows the newest state of the stream with a key of your choice.
func (s *LiveActivitiesService) Stream(
	streamKey string, input any,
) (*generated.LiveActivityStreamPutResponse, error) {
	return s.StreamContext(context.Background(), streamKey, input)
}

// StreamContext is Stream until the context ends.
func (s *LiveActivitiesService) StreamContext(
	ctx context.Context, streamKey string, input any,
) (*generated.LiveActivityStreamPutResponse, error) {
	return send[generated.LiveActivityStreamPutResponse](
		ctx, s.calls, generated.ReconcileLiveActivityStream, streamKey, input,
	)
}

// EndStream ends a stream, with a last state unless the input is nil.
func (s *LiveActivitiesService) EndStream(
	streamKey string, input any,
) (*generated.LiveActivityStreamDeleteResponse, error) {
	return s.EndStreamContext(context.Background(), streamKey, input)
}

// EndStreamContext is EndStream until the context ends.
func (s *LiveActivitiesService) EndStreamContext(
	ctx context.Context, streamKey string, input any,
) (*generated.LiveActivityStreamDeleteResponse, error) {
	return send[generated.LiveActivityStreamDeleteResponse](
		ctx, s.calls, generated.EndLiveActivityStream, streamKey, input,
	)
}

// Start starts a Live Activity.
func (s *LiveActivitiesService) Start(input any) (*generated.LiveActivityStartResponse, error) {
	return s.StartContext(context.Background(), input)
}

// StartContext is Start until the context ends.
func (s *LiveActivitiesService) StartContext(
	ctx context.Context, input any,
) (*generated.LiveActivityStartResponse, error) {
	return send[generated.LiveActivityStartResponse](ctx, s.calls, generated.StartLiveActivity, "", input)
}

// Update changes a Live Activity.
func (s *LiveActivitiesService) Update(input any) (*generated.LiveActivityUpdateResponse, error) {
	return s.UpdateContext(context.Background(), input)
}

// UpdateContext is Update until the context ends.
func (s *LiveActivitiesService) UpdateContext(
	ctx context.Context, input any,
) (*generated.LiveActivityUpdateResponse, error) {
	return send[generated.LiveActivityUpdateResponse](ctx, s.calls, generated.UpdateLiveActivity, "", input)
}

// End ends a Live Activity.
func (s *LiveActivitiesService) End(input any) (*generated.LiveActivityEndResponse, error) {
	return s.EndContext(context.Background(), input)
}

// EndContext is End until the context ends.
func (s *LiveActivitiesService) EndContext(
	ctx context.Context, input any,
) (*generated.LiveActivityEndResponse, error) {
	return send[generated.LiveActivityEndResponse](ctx, s.calls, generated.EndLiveActivity, "", input)
}

// StartLiveActivity is Start, by its longer name.
func (s *LiveActivitiesService) StartLiveActivity(
	request generated.LiveActivityStartRequest,
) (*generated.LiveActivityStartResponse, error) {
	return s.Start(request)
}

// UpdateLiveActivity is Update, by its longer name.
func (s *LiveActivitiesService) UpdateLiveActivity(
	request generated.LiveActivityUpdateRequest,
) (*generated.LiveActivityUpdateResponse, error) {
	return s.Update(request)
}

// EndLiveActivity is End, by its longer name.
func (s *LiveActivitiesService) EndLiveActivity(
	request generated.LiveActivityEndRequest,
) (*generated.LiveActivityEndResponse, error) {
	return s.End(request)
}

// ReconcileLiveActivityStream is Stream, by its longer name.
func (s *LiveActivitiesService) ReconcileLiveActivityStream(
	streamKey string, request generated.LiveActivityStreamRequest,
) (*generated.LiveActivityStreamPutResponse, error) {
	return s.Stream(streamKey, request)
}

// EndLiveActivityStream is EndStream, by its longer name.
func (s *LiveActivitiesService) EndLiveActivityStream(
	streamKey string, request generated.LiveActivityStreamDeleteRequest,
) (*generated.LiveActivityStreamDeleteResponse, error) {
	return s.EndStream(streamKey, request)
}

// MetricsService stores the values that widgets show.
type MetricsService struct{ calls *calls }

// MetricValueInput is a value and when it was true: one that is older than the stored one is ignored.
type MetricValueInput struct {
	// Value is a number or a string.
	Value any `json:"value"`

	// Timestamp is when it was true. Default: now.
	Timestamp *time.Time `json:"timestamp,omitempty"`
}

// Update stores the newest value of a metric that exists in the workspace: a number or a string, a MetricValueInput, or
// anything that marshals to the same JSON.
func (s *MetricsService) Update(key string, input any) (*generated.MetricValueUpdateResponse, error) {
	return s.UpdateContext(context.Background(), key, input)
}

// UpdateContext is Update until the context ends.
func (s *MetricsService) UpdateContext(
	ctx context.Context, key string, input any,
) (*generated.MetricValueUpdateResponse, error) {
	if value, err := json.Marshal(input); err == nil && !bytes.HasPrefix(value, []byte("{")) {
		input = MetricValueInput{Value: input}
	}
	return send[generated.MetricValueUpdateResponse](ctx, s.calls, generated.UpdateMetricValue, key, input)
}

// UpdateMetricValue is Update, by its longer name.
func (s *MetricsService) UpdateMetricValue(
	key string, request generated.MetricValueUpdateRequest,
) (*generated.MetricValueUpdateResponse, error) {
	return s.Update(key, request)
}
