// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

// Package generated is what follows from the OpenAPI document: requests, answers and operations.
package generated

import "github.com/ActivitySmithHQ/activitysmith-go/internal/wire"

// Response is what all answers have.
type Response = wire.Response

// Operation is one of the API's.
type Operation struct {
	Method string

	// Path is below the base URL, with the key in braces when there is one.
	Path string

	// Idempotent operations act again when they are sent again, unless an Idempotency-Key says that it is the same.
	Idempotent bool
}

func value[T any](pointer *T) (v T) {
	if pointer != nil {
		v = *pointer
	}
	return v
}

// SendPushNotification: Send a push notification. Sends a notification to the devices in the scope of the API
// key, or in the channels that are named. It can open a link, show media when it is expanded, or carry up to
// four buttons.
var SendPushNotification = Operation{Method: "POST", Path: "/push-notification", Idempotent: true}

// ReconcileLiveActivityStream: Show the newest state of a stream. Give each thing that you watch a stable key
// and send its newest state whenever it changes. The first request starts a Live Activity, later ones update
// it; it is replaced by a fresh one before iOS ends it after 8 hours. A state that changes nothing is
// answered with `noop` and not sent.
var ReconcileLiveActivityStream = Operation{Method: "PUT", Path: "/live-activity/stream/{stream_key}", Idempotent: false}

// EndLiveActivityStream: End a stream. Ends the stream's Live Activity, if wanted with a last state. It
// leaves the lock screen after 2 minutes unless the state says otherwise. A body is optional.
var EndLiveActivityStream = Operation{Method: "DELETE", Path: "/live-activity/stream/{stream_key}", Idempotent: false}

// StartLiveActivity: Start a Live Activity. Starts a Live Activity whose life you manage yourself, by its id.
// A stream needs less: it starts, updates and replaces activities by itself.
var StartLiveActivity = Operation{Method: "POST", Path: "/live-activity/start", Idempotent: true}

// UpdateLiveActivity: Update a Live Activity. Changes a running Live Activity. Fields that are left out keep
// their values. Devices that have not registered a token for the activity yet get the newest state when they
// do.
var UpdateLiveActivity = Operation{Method: "POST", Path: "/live-activity/update", Idempotent: false}

// EndLiveActivity: End a Live Activity. Ends a Live Activity with a last state. It leaves the lock screen
// after 3 minutes unless the state says otherwise. Ending it again is no error.
var EndLiveActivity = Operation{Method: "POST", Path: "/live-activity/end", Idempotent: false}

// UpdateMetricValue: Update the value of a metric. Stores the newest value of a metric that lock screen
// widgets show.
var UpdateMetricValue = Operation{Method: "POST", Path: "/metrics/{key}/value", Idempotent: false}

// UpdateAppIconBadgeCount: Set the number on the app icon. Shows a number on the app icon; 0 clears it.
var UpdateAppIconBadgeCount = Operation{Method: "POST", Path: "/badge", Idempotent: false}
