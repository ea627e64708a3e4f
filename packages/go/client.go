// Package activitysmith shows the state of what runs on your servers on an iPhone: push notifications, Live
// Activities, widgets and badges, with one call each.
//
//	import activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go" // so that a client can be called activitysmith
//
//	activitysmith, err := activitysmithsdk.New("") // the key is in ACTIVITYSMITH_API_KEY
//	_, err = activitysmith.Notifications.Send(activitysmithsdk.PushNotificationInput{Title: "Backup finished"})
//
// What is sent is an input of this package, a request of the package generated, or anything else that marshals to the
// JSON object of the API. Errors can be told apart with errors.As.
package activitysmith

import (
	"context"

	"github.com/ActivitySmithHQ/activitysmith-go/generated"
)

// Client sends to one account. Make one and keep it: goroutines may share it, and its connections stay open between
// calls.
type Client struct {
	// Notifications are push notifications.
	Notifications *NotificationsService

	// LiveActivities are on the lock screen and in the Dynamic Island.
	LiveActivities *LiveActivitiesService

	// Metrics are the values that widgets show.
	Metrics *MetricsService

	calls *calls
}

// New makes a client. An empty key stands for the environment variable ACTIVITYSMITH_API_KEY. Requests go to the
// hosted service, unless ACTIVITYSMITH_BASE_URL or an option says otherwise. A missing key is ErrAPIKeyRequired, a wrong
// setting a *ValidationError.
func New(apiKey string, options ...Option) (*Client, error) {
	calls, err := newCalls(apiKey, options)
	if err != nil {
		return nil, err
	}
	return clientOf(calls), nil
}

// With gives a client with other options, for one call or for some. It shares connections, and the order of calls, with
// the one that it is made of. An option that is wrong fails the calls, with a *ValidationError.
func (c *Client) With(options ...Option) *Client { return clientOf(c.calls.with(options)) }

func clientOf(calls *calls) *Client {
	return &Client{
		Notifications:  &NotificationsService{calls},
		LiveActivities: &LiveActivitiesService{calls},
		Metrics:        &MetricsService{calls},
		calls:          calls,
	}
}

// BadgeCount sets the number on the app icon; 0 clears it. Without channels it is for everyone in the scope of the key.
func (c *Client) BadgeCount(value int, channels ...string) (*generated.AppIconBadgeCountUpdateResponse, error) {
	return c.BadgeCountContext(context.Background(), value, channels...)
}

// BadgeCountContext is BadgeCount until the context ends.
func (c *Client) BadgeCountContext(
	ctx context.Context, value int, channels ...string,
) (*generated.AppIconBadgeCountUpdateResponse, error) {
	return c.UpdateAppIconBadgeCountContext(ctx, struct {
		Badge    int      `json:"badge"`
		Channels []string `json:"channels,omitzero"`
	}{value, channels})
}

// UpdateAppIconBadgeCount is BadgeCount with a whole request.
func (c *Client) UpdateAppIconBadgeCount(request any) (*generated.AppIconBadgeCountUpdateResponse, error) {
	return c.UpdateAppIconBadgeCountContext(context.Background(), request)
}

// UpdateAppIconBadgeCountContext is UpdateAppIconBadgeCount until the context ends.
func (c *Client) UpdateAppIconBadgeCountContext(
	ctx context.Context, request any,
) (*generated.AppIconBadgeCountUpdateResponse, error) {
	return send[generated.AppIconBadgeCountUpdateResponse](ctx, c.calls, generated.UpdateAppIconBadgeCount, "", request)
}

// String names the service, without the key.
func (c *Client) String() string { return "ActivitySmith(" + c.calls.settings.baseURL + ")" }

// GoString is String: what prints fields would print less.
func (c *Client) GoString() string { return c.String() }
