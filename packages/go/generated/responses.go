// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

package generated

import "time"

// PushNotificationResponse: The notification is on its way.
type PushNotificationResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Users these devices belong to.
	UsersNotified *int32 `json:"users_notified,omitzero"`

	// Channels that applied, nil when none did.
	EffectiveChannelSlugs []string `json:"effective_channel_slugs"`

	// Tags as they are now.
	Tags []string `json:"tags,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *PushNotificationResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *PushNotificationResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetUsersNotified returns UsersNotified, or its zero value.
func (o *PushNotificationResponse) GetUsersNotified() (v int32) {
	if o != nil {
		v = value(o.UsersNotified)
	}
	return v
}

// GetEffectiveChannelSlugs returns EffectiveChannelSlugs, or its zero value.
func (o *PushNotificationResponse) GetEffectiveChannelSlugs() (v []string) {
	if o != nil {
		v = o.EffectiveChannelSlugs
	}
	return v
}

// GetTags returns Tags, or its zero value.
func (o *PushNotificationResponse) GetTags() (v []string) {
	if o != nil {
		v = o.Tags
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *PushNotificationResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// LiveActivityStreamPutResponse: What the stream did with the state.
type LiveActivityStreamPutResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// `started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`:
	// nothing changed and nothing was sent, `paused`: kept, but not shown.
	Operation string `json:"operation"`

	// Key of the stream.
	StreamKey string `json:"stream_key"`

	// Id of the Live Activity.
	ActivityId *string `json:"activity_id"`

	// The activity that was replaced, when `rotated`.
	PreviousActivityId *string `json:"previous_activity_id,omitzero"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Devices that get the newest state as soon as they have registered a token for the activity.
	DevicesQueued *int32 `json:"devices_queued,omitzero"`

	// Users these devices belong to.
	UsersNotified *int32 `json:"users_notified,omitzero"`

	// Channels that applied, nil when none did.
	EffectiveChannelSlugs []string `json:"effective_channel_slugs"`

	// Tags as they are now.
	Tags []string `json:"tags,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *LiveActivityStreamPutResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetOperation returns Operation, or its zero value.
func (o *LiveActivityStreamPutResponse) GetOperation() (v string) {
	if o != nil {
		v = o.Operation
	}
	return v
}

// GetStreamKey returns StreamKey, or its zero value.
func (o *LiveActivityStreamPutResponse) GetStreamKey() (v string) {
	if o != nil {
		v = o.StreamKey
	}
	return v
}

// GetActivityId returns ActivityId, or its zero value.
func (o *LiveActivityStreamPutResponse) GetActivityId() (v string) {
	if o != nil {
		v = value(o.ActivityId)
	}
	return v
}

// GetPreviousActivityId returns PreviousActivityId, or its zero value.
func (o *LiveActivityStreamPutResponse) GetPreviousActivityId() (v string) {
	if o != nil {
		v = value(o.PreviousActivityId)
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *LiveActivityStreamPutResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetDevicesQueued returns DevicesQueued, or its zero value.
func (o *LiveActivityStreamPutResponse) GetDevicesQueued() (v int32) {
	if o != nil {
		v = value(o.DevicesQueued)
	}
	return v
}

// GetUsersNotified returns UsersNotified, or its zero value.
func (o *LiveActivityStreamPutResponse) GetUsersNotified() (v int32) {
	if o != nil {
		v = value(o.UsersNotified)
	}
	return v
}

// GetEffectiveChannelSlugs returns EffectiveChannelSlugs, or its zero value.
func (o *LiveActivityStreamPutResponse) GetEffectiveChannelSlugs() (v []string) {
	if o != nil {
		v = o.EffectiveChannelSlugs
	}
	return v
}

// GetTags returns Tags, or its zero value.
func (o *LiveActivityStreamPutResponse) GetTags() (v []string) {
	if o != nil {
		v = o.Tags
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *LiveActivityStreamPutResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// LiveActivityStreamDeleteResponse: The stream has ended.
type LiveActivityStreamDeleteResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// Operation.
	Operation string `json:"operation"`

	// Key of the stream.
	StreamKey string `json:"stream_key"`

	// The activity that ended, nil when none was running.
	ActivityId *string `json:"activity_id"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Devices that get the newest state as soon as they have registered a token for the activity.
	DevicesQueued *int32 `json:"devices_queued,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetOperation returns Operation, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetOperation() (v string) {
	if o != nil {
		v = o.Operation
	}
	return v
}

// GetStreamKey returns StreamKey, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetStreamKey() (v string) {
	if o != nil {
		v = o.StreamKey
	}
	return v
}

// GetActivityId returns ActivityId, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetActivityId() (v string) {
	if o != nil {
		v = value(o.ActivityId)
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetDevicesQueued returns DevicesQueued, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetDevicesQueued() (v int32) {
	if o != nil {
		v = value(o.DevicesQueued)
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *LiveActivityStreamDeleteResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// LiveActivityStartResponse: The Live Activity is on its way.
type LiveActivityStartResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// Id of the Live Activity.
	ActivityId string `json:"activity_id"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Users these devices belong to.
	UsersNotified *int32 `json:"users_notified,omitzero"`

	// Channels that applied, nil when none did.
	EffectiveChannelSlugs []string `json:"effective_channel_slugs"`

	// Tags as they are now.
	Tags []string `json:"tags,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *LiveActivityStartResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetActivityId returns ActivityId, or its zero value.
func (o *LiveActivityStartResponse) GetActivityId() (v string) {
	if o != nil {
		v = o.ActivityId
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *LiveActivityStartResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetUsersNotified returns UsersNotified, or its zero value.
func (o *LiveActivityStartResponse) GetUsersNotified() (v int32) {
	if o != nil {
		v = value(o.UsersNotified)
	}
	return v
}

// GetEffectiveChannelSlugs returns EffectiveChannelSlugs, or its zero value.
func (o *LiveActivityStartResponse) GetEffectiveChannelSlugs() (v []string) {
	if o != nil {
		v = o.EffectiveChannelSlugs
	}
	return v
}

// GetTags returns Tags, or its zero value.
func (o *LiveActivityStartResponse) GetTags() (v []string) {
	if o != nil {
		v = o.Tags
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *LiveActivityStartResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// LiveActivityUpdateResponse: The change is on its way.
type LiveActivityUpdateResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// Id of the Live Activity.
	ActivityId string `json:"activity_id"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Devices that get the newest state as soon as they have registered a token for the activity.
	DevicesQueued *int32 `json:"devices_queued,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *LiveActivityUpdateResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetActivityId returns ActivityId, or its zero value.
func (o *LiveActivityUpdateResponse) GetActivityId() (v string) {
	if o != nil {
		v = o.ActivityId
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *LiveActivityUpdateResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetDevicesQueued returns DevicesQueued, or its zero value.
func (o *LiveActivityUpdateResponse) GetDevicesQueued() (v int32) {
	if o != nil {
		v = value(o.DevicesQueued)
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *LiveActivityUpdateResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// LiveActivityEndResponse: The end is on its way.
type LiveActivityEndResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// Id of the Live Activity.
	ActivityId string `json:"activity_id"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified *int32 `json:"devices_notified,omitzero"`

	// Devices that get the newest state as soon as they have registered a token for the activity.
	DevicesQueued *int32 `json:"devices_queued,omitzero"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *LiveActivityEndResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetActivityId returns ActivityId, or its zero value.
func (o *LiveActivityEndResponse) GetActivityId() (v string) {
	if o != nil {
		v = o.ActivityId
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *LiveActivityEndResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = value(o.DevicesNotified)
	}
	return v
}

// GetDevicesQueued returns DevicesQueued, or its zero value.
func (o *LiveActivityEndResponse) GetDevicesQueued() (v int32) {
	if o != nil {
		v = value(o.DevicesQueued)
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *LiveActivityEndResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}

// MetricValueUpdateResponse: The value is stored.
type MetricValueUpdateResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`
}

// GetSuccess returns Success, or its zero value.
func (o *MetricValueUpdateResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// AppIconBadgeCountUpdateResponse: The number is on its way.
type AppIconBadgeCountUpdateResponse struct {
	Response

	// Always true: errors have another status and another body.
	Success bool `json:"success"`

	// The number as stored.
	Badge int32 `json:"badge"`

	// Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
	DevicesNotified int32 `json:"devices_notified"`

	// Users these devices belong to.
	UsersNotified int32 `json:"users_notified"`

	// The same as `devices_notified`, by the name that newer clients of the hosted service know. They alone get
	// it.
	DevicesUpdated *int32 `json:"devices_updated,omitzero"`

	// The same as `users_notified`, by the name that newer clients of the hosted service know. They alone get
	// it.
	UsersUpdated *int32 `json:"users_updated,omitzero"`

	// Channels that applied, nil when none did.
	EffectiveChannelSlugs []string `json:"effective_channel_slugs"`

	// When the server accepted the request (ISO 8601, UTC).
	Timestamp time.Time `json:"timestamp"`
}

// GetSuccess returns Success, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetSuccess() (v bool) {
	if o != nil {
		v = o.Success
	}
	return v
}

// GetBadge returns Badge, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetBadge() (v int32) {
	if o != nil {
		v = o.Badge
	}
	return v
}

// GetDevicesNotified returns DevicesNotified, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetDevicesNotified() (v int32) {
	if o != nil {
		v = o.DevicesNotified
	}
	return v
}

// GetUsersNotified returns UsersNotified, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetUsersNotified() (v int32) {
	if o != nil {
		v = o.UsersNotified
	}
	return v
}

// GetDevicesUpdated returns DevicesUpdated, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetDevicesUpdated() (v int32) {
	if o != nil {
		v = value(o.DevicesUpdated)
	}
	return v
}

// GetUsersUpdated returns UsersUpdated, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetUsersUpdated() (v int32) {
	if o != nil {
		v = value(o.UsersUpdated)
	}
	return v
}

// GetEffectiveChannelSlugs returns EffectiveChannelSlugs, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetEffectiveChannelSlugs() (v []string) {
	if o != nil {
		v = o.EffectiveChannelSlugs
	}
	return v
}

// GetTimestamp returns Timestamp, or its zero value.
func (o *AppIconBadgeCountUpdateResponse) GetTimestamp() (v time.Time) {
	if o != nil {
		v = o.Timestamp
	}
	return v
}
