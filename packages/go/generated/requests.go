// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

package generated

import "time"

// PushNotificationActionType: `open_url` opens a link on the device; `webhook` makes the server call a URL.
type PushNotificationActionType string

// PUSHNOTIFICATIONACTIONTYPE_OPEN_URL is `open_url`.
const PUSHNOTIFICATIONACTIONTYPE_OPEN_URL PushNotificationActionType = "open_url"

// PUSHNOTIFICATIONACTIONTYPE_WEBHOOK is `webhook`.
const PUSHNOTIFICATIONACTIONTYPE_WEBHOOK PushNotificationActionType = "webhook"

// PushNotificationWebhookMethod: HTTP method of a webhook.
type PushNotificationWebhookMethod string

// PUSHNOTIFICATIONWEBHOOKMETHOD_GET is `GET`.
const PUSHNOTIFICATIONWEBHOOKMETHOD_GET PushNotificationWebhookMethod = "GET"

// PUSHNOTIFICATIONWEBHOOKMETHOD_POST is `POST`.
const PUSHNOTIFICATIONWEBHOOKMETHOD_POST PushNotificationWebhookMethod = "POST"

// PushNotificationActionMethod is another name of PushNotificationWebhookMethod.
type PushNotificationActionMethod = PushNotificationWebhookMethod

// PUSHNOTIFICATIONACTIONMETHOD_GET is `GET`.
const PUSHNOTIFICATIONACTIONMETHOD_GET PushNotificationActionMethod = "GET"

// PUSHNOTIFICATIONACTIONMETHOD_POST is `POST`.
const PUSHNOTIFICATIONACTIONMETHOD_POST PushNotificationActionMethod = "POST"

// PushNotificationAction: A button on a notification.
type PushNotificationAction struct {
	// Text on the button.
	Title string `json:"title"`

	// `open_url` opens a link on the device; `webhook` makes the server call a URL.
	Type PushNotificationActionType `json:"type"`

	// An https or http URL, or a URL of any app, that the device opens.
	Url string `json:"url"`

	// HTTP method of a webhook.
	Method *PushNotificationWebhookMethod `json:"method,omitzero"`

	// JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not
	// sent.
	Body map[string]any `json:"body,omitzero"`
}

// NewPushNotificationAction makes one of what it cannot be without.
func NewPushNotificationAction(title string, type_ PushNotificationActionType, url string) *PushNotificationAction {
	return &PushNotificationAction{Title: title, Type: type_, Url: url}
}

// SetTitle sets Title.
func (o *PushNotificationAction) SetTitle(v string) {
	o.Title = v
}

// SetType sets Type.
func (o *PushNotificationAction) SetType(v PushNotificationActionType) {
	o.Type = v
}

// SetUrl sets Url.
func (o *PushNotificationAction) SetUrl(v string) {
	o.Url = v
}

// SetMethod sets Method.
func (o *PushNotificationAction) SetMethod(v PushNotificationWebhookMethod) {
	o.Method = &v
}

// SetBody sets Body.
func (o *PushNotificationAction) SetBody(v map[string]any) {
	o.Body = v
}

// ChannelTarget: Who gets it: the users and devices of these channels.
type ChannelTarget struct {
	// At least one channel.
	Channels []string `json:"channels"`
}

// NewChannelTarget makes one of what it cannot be without.
func NewChannelTarget(channels []string) *ChannelTarget {
	return &ChannelTarget{Channels: channels}
}

// SetChannels sets Channels.
func (o *ChannelTarget) SetChannels(v []string) {
	o.Channels = v
}

// PushNotificationRequest: A push notification.
type PushNotificationRequest struct {
	// Title of the notification.
	Title string `json:"title"`

	// Text of the notification.
	Message *string `json:"message,omitzero"`

	// Line between title and text.
	Subtitle *string `json:"subtitle,omitzero"`

	// https URL of an image, audio or video that is shown when the notification is expanded. Not together with
	// `actions`.
	Media *string `json:"media,omitzero"`

	// URL that a tap opens. Without it, a tap opens `media`.
	Redirection *string `json:"redirection,omitzero"`

	// Up to four buttons.
	Actions []PushNotificationAction `json:"actions,omitzero"`

	// JSON of your own that reaches the app with the notification.
	Payload map[string]any `json:"payload,omitzero"`

	// Number on the app icon; 0 clears it.
	Badge *int32 `json:"badge,omitzero"`

	// Name of a sound of the app.
	Sound *string `json:"sound,omitzero"`

	// https URL of an image that is shown as the sender's icon.
	Icon *string `json:"icon,omitzero"`

	// How much it interrupts, by Apple's names.
	InterruptionLevel *string `json:"interruption_level,omitzero"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target,omitzero"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewPushNotificationRequest makes one of what it cannot be without.
func NewPushNotificationRequest(title string) *PushNotificationRequest {
	return &PushNotificationRequest{Title: title}
}

// SetTitle sets Title.
func (o *PushNotificationRequest) SetTitle(v string) {
	o.Title = v
}

// SetMessage sets Message.
func (o *PushNotificationRequest) SetMessage(v string) {
	o.Message = &v
}

// SetSubtitle sets Subtitle.
func (o *PushNotificationRequest) SetSubtitle(v string) {
	o.Subtitle = &v
}

// SetMedia sets Media.
func (o *PushNotificationRequest) SetMedia(v string) {
	o.Media = &v
}

// SetRedirection sets Redirection.
func (o *PushNotificationRequest) SetRedirection(v string) {
	o.Redirection = &v
}

// SetActions sets Actions.
func (o *PushNotificationRequest) SetActions(v []PushNotificationAction) {
	o.Actions = v
}

// SetPayload sets Payload.
func (o *PushNotificationRequest) SetPayload(v map[string]any) {
	o.Payload = v
}

// SetBadge sets Badge.
func (o *PushNotificationRequest) SetBadge(v int32) {
	o.Badge = &v
}

// SetSound sets Sound.
func (o *PushNotificationRequest) SetSound(v string) {
	o.Sound = &v
}

// SetIcon sets Icon.
func (o *PushNotificationRequest) SetIcon(v string) {
	o.Icon = &v
}

// SetInterruptionLevel sets InterruptionLevel.
func (o *PushNotificationRequest) SetInterruptionLevel(v string) {
	o.InterruptionLevel = &v
}

// SetTarget sets Target.
func (o *PushNotificationRequest) SetTarget(v ChannelTarget) {
	o.Target = &v
}

// SetChannels sets Channels.
func (o *PushNotificationRequest) SetChannels(v []string) {
	o.Channels = v
}

// SetTags sets Tags.
func (o *PushNotificationRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *PushNotificationRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// LiveActivityColor: Accent colour. Shown as `blue` when none is given.
type LiveActivityColor string

// LIVEACTIVITYCOLOR_LIME is `lime`.
const LIVEACTIVITYCOLOR_LIME LiveActivityColor = "lime"

// LIVEACTIVITYCOLOR_GREEN is `green`.
const LIVEACTIVITYCOLOR_GREEN LiveActivityColor = "green"

// LIVEACTIVITYCOLOR_CYAN is `cyan`.
const LIVEACTIVITYCOLOR_CYAN LiveActivityColor = "cyan"

// LIVEACTIVITYCOLOR_BLUE is `blue`.
const LIVEACTIVITYCOLOR_BLUE LiveActivityColor = "blue"

// LIVEACTIVITYCOLOR_PURPLE is `purple`.
const LIVEACTIVITYCOLOR_PURPLE LiveActivityColor = "purple"

// LIVEACTIVITYCOLOR_MAGENTA is `magenta`.
const LIVEACTIVITYCOLOR_MAGENTA LiveActivityColor = "magenta"

// LIVEACTIVITYCOLOR_RED is `red`.
const LIVEACTIVITYCOLOR_RED LiveActivityColor = "red"

// LIVEACTIVITYCOLOR_ORANGE is `orange`.
const LIVEACTIVITYCOLOR_ORANGE LiveActivityColor = "orange"

// LIVEACTIVITYCOLOR_YELLOW is `yellow`.
const LIVEACTIVITYCOLOR_YELLOW LiveActivityColor = "yellow"

// LIVEACTIVITYCOLOR_GRAY is `gray`.
const LIVEACTIVITYCOLOR_GRAY LiveActivityColor = "gray"

// LiveActivityAlertIcon: An icon beside the title. Every type shows it.
type LiveActivityAlertIcon struct {
	// Name of an Apple SF Symbol.
	Symbol string `json:"symbol"`

	// Colour of the icon.
	Color *LiveActivityColor `json:"color,omitzero"`
}

// NewLiveActivityAlertIcon makes one of what it cannot be without.
func NewLiveActivityAlertIcon(symbol string) *LiveActivityAlertIcon {
	return &LiveActivityAlertIcon{Symbol: symbol}
}

// SetSymbol sets Symbol.
func (o *LiveActivityAlertIcon) SetSymbol(v string) {
	o.Symbol = v
}

// SetColor sets Color.
func (o *LiveActivityAlertIcon) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// LiveActivityAlertBadge: A small label, for `alert`, `progress` and `segmented_progress`.
type LiveActivityAlertBadge struct {
	// Text of the badge.
	Title string `json:"title"`

	// Colour of the badge.
	Color *LiveActivityColor `json:"color,omitzero"`
}

// NewLiveActivityAlertBadge makes one of what it cannot be without.
func NewLiveActivityAlertBadge(title string) *LiveActivityAlertBadge {
	return &LiveActivityAlertBadge{Title: title}
}

// SetTitle sets Title.
func (o *LiveActivityAlertBadge) SetTitle(v string) {
	o.Title = v
}

// SetColor sets Color.
func (o *LiveActivityAlertBadge) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// ActivityMetricValue: A number of at least 0, or a string that is shown as sent.
type ActivityMetricValue = any

// ActivityMetric: One labelled value.
type ActivityMetric struct {
	// Name of the value.
	Label string `json:"label"`

	// A number of at least 0, or a string that is shown as sent.
	Value ActivityMetricValue `json:"value"`

	// Unit behind the value. `%` makes it a gauge on a `metrics` activity.
	Unit *string `json:"unit,omitzero"`

	// Colour of this value.
	Color *LiveActivityColor `json:"color,omitzero"`
}

// NewActivityMetric makes one of what it cannot be without.
func NewActivityMetric(label string, value ActivityMetricValue) *ActivityMetric {
	return &ActivityMetric{Label: label, Value: value}
}

// SetLabel sets Label.
func (o *ActivityMetric) SetLabel(v string) {
	o.Label = v
}

// SetValue sets Value.
func (o *ActivityMetric) SetValue(v ActivityMetricValue) {
	o.Value = v
}

// SetUnit sets Unit.
func (o *ActivityMetric) SetUnit(v string) {
	o.Unit = &v
}

// SetColor sets Color.
func (o *ActivityMetric) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// StreamContentState: The newest state of a stream. `type` is needed when the stream starts.
type StreamContentState struct {
	// First line.
	Title string `json:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type *string `json:"type,omitzero"`

	// Second line.
	Subtitle *string `json:"subtitle,omitzero"`

	// Accent colour of the activity.
	Color *LiveActivityColor `json:"color,omitzero"`

	// Icon beside the title.
	Icon *LiveActivityAlertIcon `json:"icon,omitzero"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge *LiveActivityAlertBadge `json:"badge,omitzero"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps *int32 `json:"number_of_steps,omitzero"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep *int32 `json:"current_step,omitzero"`

	// Colour of the current step.
	StepColor *LiveActivityColor `json:"step_color,omitzero"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []LiveActivityColor `json:"step_colors,omitzero"`

	// Progress from 0 to 100.
	Percentage *float32 `json:"percentage,omitzero"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `json:"value,omitzero"`

	// The `value` that means 100 %.
	UpperLimit any `json:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `json:"metrics,omitzero"`

	// The message.
	Message *string `json:"message,omitzero"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds *float32 `json:"duration_seconds,omitzero"`

	// `false` counts up from 00:00.
	CountsDown *bool `json:"counts_down,omitzero"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning *bool `json:"is_running,omitzero"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes *int32 `json:"auto_dismiss_minutes,omitzero"`

	// The same in seconds. Wins over `auto_dismiss_minutes`.
	AutoDismissSeconds *int32 `json:"auto_dismiss_seconds,omitzero"`
}

// NewStreamContentState makes one of what it cannot be without.
func NewStreamContentState(title string) *StreamContentState {
	return &StreamContentState{Title: title}
}

// SetTitle sets Title.
func (o *StreamContentState) SetTitle(v string) {
	o.Title = v
}

// SetType sets Type.
func (o *StreamContentState) SetType(v string) {
	o.Type = &v
}

// SetSubtitle sets Subtitle.
func (o *StreamContentState) SetSubtitle(v string) {
	o.Subtitle = &v
}

// SetColor sets Color.
func (o *StreamContentState) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// SetIcon sets Icon.
func (o *StreamContentState) SetIcon(v LiveActivityAlertIcon) {
	o.Icon = &v
}

// SetBadge sets Badge.
func (o *StreamContentState) SetBadge(v LiveActivityAlertBadge) {
	o.Badge = &v
}

// SetNumberOfSteps sets NumberOfSteps.
func (o *StreamContentState) SetNumberOfSteps(v int32) {
	o.NumberOfSteps = &v
}

// SetCurrentStep sets CurrentStep.
func (o *StreamContentState) SetCurrentStep(v int32) {
	o.CurrentStep = &v
}

// SetStepColor sets StepColor.
func (o *StreamContentState) SetStepColor(v LiveActivityColor) {
	o.StepColor = &v
}

// SetStepColors sets StepColors.
func (o *StreamContentState) SetStepColors(v []LiveActivityColor) {
	o.StepColors = v
}

// SetPercentage sets Percentage.
func (o *StreamContentState) SetPercentage(v float32) {
	o.Percentage = &v
}

// SetValue sets Value.
func (o *StreamContentState) SetValue(v any) {
	o.Value = v
}

// SetUpperLimit sets UpperLimit.
func (o *StreamContentState) SetUpperLimit(v any) {
	o.UpperLimit = v
}

// SetMetrics sets Metrics.
func (o *StreamContentState) SetMetrics(v []ActivityMetric) {
	o.Metrics = v
}

// SetMessage sets Message.
func (o *StreamContentState) SetMessage(v string) {
	o.Message = &v
}

// SetDurationSeconds sets DurationSeconds.
func (o *StreamContentState) SetDurationSeconds(v float32) {
	o.DurationSeconds = &v
}

// SetCountsDown sets CountsDown.
func (o *StreamContentState) SetCountsDown(v bool) {
	o.CountsDown = &v
}

// SetIsRunning sets IsRunning.
func (o *StreamContentState) SetIsRunning(v bool) {
	o.IsRunning = &v
}

// SetAutoDismissMinutes sets AutoDismissMinutes.
func (o *StreamContentState) SetAutoDismissMinutes(v int32) {
	o.AutoDismissMinutes = &v
}

// SetAutoDismissSeconds sets AutoDismissSeconds.
func (o *StreamContentState) SetAutoDismissSeconds(v int32) {
	o.AutoDismissSeconds = &v
}

// LiveActivityActionType: `open_url` opens a link on the device; `webhook` makes the server call a URL.
type LiveActivityActionType string

// LIVEACTIVITYACTIONTYPE_OPEN_URL is `open_url`.
const LIVEACTIVITYACTIONTYPE_OPEN_URL LiveActivityActionType = "open_url"

// LIVEACTIVITYACTIONTYPE_WEBHOOK is `webhook`.
const LIVEACTIVITYACTIONTYPE_WEBHOOK LiveActivityActionType = "webhook"

// LiveActivityWebhookMethod: HTTP method of a webhook.
type LiveActivityWebhookMethod string

// LIVEACTIVITYWEBHOOKMETHOD_GET is `GET`.
const LIVEACTIVITYWEBHOOKMETHOD_GET LiveActivityWebhookMethod = "GET"

// LIVEACTIVITYWEBHOOKMETHOD_POST is `POST`.
const LIVEACTIVITYWEBHOOKMETHOD_POST LiveActivityWebhookMethod = "POST"

// LiveActivityAction: A button on a Live Activity.
type LiveActivityAction struct {
	// Text on the button.
	Title string `json:"title"`

	// `open_url` opens a link on the device; `webhook` makes the server call a URL.
	Type LiveActivityActionType `json:"type"`

	// An https, http or shortcuts URL that the device opens.
	Url string `json:"url"`

	// HTTP method of a webhook.
	Method *LiveActivityWebhookMethod `json:"method,omitzero"`

	// JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not
	// sent.
	Body map[string]any `json:"body,omitzero"`
}

// NewLiveActivityAction makes one of what it cannot be without.
func NewLiveActivityAction(title string, type_ LiveActivityActionType, url string) *LiveActivityAction {
	return &LiveActivityAction{Title: title, Type: type_, Url: url}
}

// SetTitle sets Title.
func (o *LiveActivityAction) SetTitle(v string) {
	o.Title = v
}

// SetType sets Type.
func (o *LiveActivityAction) SetType(v LiveActivityActionType) {
	o.Type = v
}

// SetUrl sets Url.
func (o *LiveActivityAction) SetUrl(v string) {
	o.Url = v
}

// SetMethod sets Method.
func (o *LiveActivityAction) SetMethod(v LiveActivityWebhookMethod) {
	o.Method = &v
}

// SetBody sets Body.
func (o *LiveActivityAction) SetBody(v map[string]any) {
	o.Body = v
}

// AlertPayload: An alert that lights up the screen together with the change.
type AlertPayload struct {
	// Title of the alert.
	Title *string `json:"title,omitzero"`

	// Text of the alert.
	Body *string `json:"body,omitzero"`
}

// NewAlertPayload makes one of what it cannot be without.
func NewAlertPayload() *AlertPayload {
	return &AlertPayload{}
}

// SetTitle sets Title.
func (o *AlertPayload) SetTitle(v string) {
	o.Title = &v
}

// SetBody sets Body.
func (o *AlertPayload) SetBody(v string) {
	o.Body = &v
}

// LiveActivityStreamRequest: The newest state of a stream.
type LiveActivityStreamRequest struct {
	// The newest state of a stream. `type` is needed when the stream starts.
	ContentState StreamContentState `json:"content_state"`

	// A button. Left out keeps the present one, nil removes it.
	Action *LiveActivityAction `json:"action,omitzero"`

	// A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, nil
	// removes it.
	SecondaryAction *LiveActivityAction `json:"secondary_action,omitzero"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert,omitzero"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target,omitzero"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewLiveActivityStreamRequest makes one of what it cannot be without.
func NewLiveActivityStreamRequest(contentState StreamContentState) *LiveActivityStreamRequest {
	return &LiveActivityStreamRequest{ContentState: contentState}
}

// SetContentState sets ContentState.
func (o *LiveActivityStreamRequest) SetContentState(v StreamContentState) {
	o.ContentState = v
}

// SetAction sets Action.
func (o *LiveActivityStreamRequest) SetAction(v LiveActivityAction) {
	o.Action = &v
}

// SetSecondaryAction sets SecondaryAction.
func (o *LiveActivityStreamRequest) SetSecondaryAction(v LiveActivityAction) {
	o.SecondaryAction = &v
}

// SetAlert sets Alert.
func (o *LiveActivityStreamRequest) SetAlert(v AlertPayload) {
	o.Alert = &v
}

// SetTarget sets Target.
func (o *LiveActivityStreamRequest) SetTarget(v ChannelTarget) {
	o.Target = &v
}

// SetChannels sets Channels.
func (o *LiveActivityStreamRequest) SetChannels(v []string) {
	o.Channels = v
}

// SetTags sets Tags.
func (o *LiveActivityStreamRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *LiveActivityStreamRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// LiveActivityStreamDeleteRequest: Ends a stream, if wanted with a last state.
type LiveActivityStreamDeleteRequest struct {
	// The last state, shown until the activity is removed.
	ContentState *StreamContentState `json:"content_state,omitzero"`

	// A button on the ended activity. Left out removes the present one.
	Action *LiveActivityAction `json:"action,omitzero"`

	// A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes
	// the present one.
	SecondaryAction *LiveActivityAction `json:"secondary_action,omitzero"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewLiveActivityStreamDeleteRequest makes one of what it cannot be without.
func NewLiveActivityStreamDeleteRequest() *LiveActivityStreamDeleteRequest {
	return &LiveActivityStreamDeleteRequest{}
}

// SetContentState sets ContentState.
func (o *LiveActivityStreamDeleteRequest) SetContentState(v StreamContentState) {
	o.ContentState = &v
}

// SetAction sets Action.
func (o *LiveActivityStreamDeleteRequest) SetAction(v LiveActivityAction) {
	o.Action = &v
}

// SetSecondaryAction sets SecondaryAction.
func (o *LiveActivityStreamDeleteRequest) SetSecondaryAction(v LiveActivityAction) {
	o.SecondaryAction = &v
}

// SetAlert sets Alert.
func (o *LiveActivityStreamDeleteRequest) SetAlert(v AlertPayload) {
	o.Alert = &v
}

// SetTags sets Tags.
func (o *LiveActivityStreamDeleteRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *LiveActivityStreamDeleteRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// ContentStateStart: What a new Live Activity shows, by `type`.
type ContentStateStart struct {
	// First line.
	Title string `json:"title"`

	// Second line.
	Subtitle *string `json:"subtitle,omitzero"`

	// Accent colour of the activity.
	Color *LiveActivityColor `json:"color,omitzero"`

	// Icon beside the title.
	Icon *LiveActivityAlertIcon `json:"icon,omitzero"`

	// Says which of the other fields apply.
	Type string `json:"type"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps *int32 `json:"number_of_steps,omitzero"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep *int32 `json:"current_step,omitzero"`

	// Colour of the current step.
	StepColor *LiveActivityColor `json:"step_color,omitzero"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []LiveActivityColor `json:"step_colors,omitzero"`

	// A small label.
	Badge *LiveActivityAlertBadge `json:"badge,omitzero"`

	// Progress from 0 to 100.
	Percentage *float32 `json:"percentage,omitzero"`

	// The value, shown as sent.
	Value any `json:"value,omitzero"`

	// The `value` that means 100 %.
	UpperLimit any `json:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `json:"metrics,omitzero"`

	// The message.
	Message *string `json:"message,omitzero"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds *float32 `json:"duration_seconds,omitzero"`

	// `false` counts up from 00:00.
	CountsDown *bool `json:"counts_down,omitzero"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning *bool `json:"is_running,omitzero"`
}

// NewContentStateStart makes one of what it cannot be without.
func NewContentStateStart(title string, type_ string) *ContentStateStart {
	return &ContentStateStart{Title: title, Type: type_}
}

// SetTitle sets Title.
func (o *ContentStateStart) SetTitle(v string) {
	o.Title = v
}

// SetSubtitle sets Subtitle.
func (o *ContentStateStart) SetSubtitle(v string) {
	o.Subtitle = &v
}

// SetColor sets Color.
func (o *ContentStateStart) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// SetIcon sets Icon.
func (o *ContentStateStart) SetIcon(v LiveActivityAlertIcon) {
	o.Icon = &v
}

// SetType sets Type.
func (o *ContentStateStart) SetType(v string) {
	o.Type = v
}

// SetNumberOfSteps sets NumberOfSteps.
func (o *ContentStateStart) SetNumberOfSteps(v int32) {
	o.NumberOfSteps = &v
}

// SetCurrentStep sets CurrentStep.
func (o *ContentStateStart) SetCurrentStep(v int32) {
	o.CurrentStep = &v
}

// SetStepColor sets StepColor.
func (o *ContentStateStart) SetStepColor(v LiveActivityColor) {
	o.StepColor = &v
}

// SetStepColors sets StepColors.
func (o *ContentStateStart) SetStepColors(v []LiveActivityColor) {
	o.StepColors = v
}

// SetBadge sets Badge.
func (o *ContentStateStart) SetBadge(v LiveActivityAlertBadge) {
	o.Badge = &v
}

// SetPercentage sets Percentage.
func (o *ContentStateStart) SetPercentage(v float32) {
	o.Percentage = &v
}

// SetValue sets Value.
func (o *ContentStateStart) SetValue(v any) {
	o.Value = v
}

// SetUpperLimit sets UpperLimit.
func (o *ContentStateStart) SetUpperLimit(v any) {
	o.UpperLimit = v
}

// SetMetrics sets Metrics.
func (o *ContentStateStart) SetMetrics(v []ActivityMetric) {
	o.Metrics = v
}

// SetMessage sets Message.
func (o *ContentStateStart) SetMessage(v string) {
	o.Message = &v
}

// SetDurationSeconds sets DurationSeconds.
func (o *ContentStateStart) SetDurationSeconds(v float32) {
	o.DurationSeconds = &v
}

// SetCountsDown sets CountsDown.
func (o *ContentStateStart) SetCountsDown(v bool) {
	o.CountsDown = &v
}

// SetIsRunning sets IsRunning.
func (o *ContentStateStart) SetIsRunning(v bool) {
	o.IsRunning = &v
}

// LiveActivityStartRequest: Starts a Live Activity.
type LiveActivityStartRequest struct {
	// What a new Live Activity shows, by `type`.
	ContentState ContentStateStart `json:"content_state"`

	// A button.
	Action *LiveActivityAction `json:"action,omitzero"`

	// A second button, for `alert`, `progress` and `segmented_progress`.
	SecondaryAction *LiveActivityAction `json:"secondary_action,omitzero"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert,omitzero"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target,omitzero"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewLiveActivityStartRequest makes one of what it cannot be without.
func NewLiveActivityStartRequest(contentState ContentStateStart) *LiveActivityStartRequest {
	return &LiveActivityStartRequest{ContentState: contentState}
}

// SetContentState sets ContentState.
func (o *LiveActivityStartRequest) SetContentState(v ContentStateStart) {
	o.ContentState = v
}

// SetAction sets Action.
func (o *LiveActivityStartRequest) SetAction(v LiveActivityAction) {
	o.Action = &v
}

// SetSecondaryAction sets SecondaryAction.
func (o *LiveActivityStartRequest) SetSecondaryAction(v LiveActivityAction) {
	o.SecondaryAction = &v
}

// SetAlert sets Alert.
func (o *LiveActivityStartRequest) SetAlert(v AlertPayload) {
	o.Alert = &v
}

// SetTarget sets Target.
func (o *LiveActivityStartRequest) SetTarget(v ChannelTarget) {
	o.Target = &v
}

// SetChannels sets Channels.
func (o *LiveActivityStartRequest) SetChannels(v []string) {
	o.Channels = v
}

// SetTags sets Tags.
func (o *LiveActivityStartRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *LiveActivityStartRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// ContentStateUpdate: What changes on a running Live Activity.
type ContentStateUpdate struct {
	// First line.
	Title string `json:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type *string `json:"type,omitzero"`

	// Second line.
	Subtitle *string `json:"subtitle,omitzero"`

	// Accent colour of the activity.
	Color *LiveActivityColor `json:"color,omitzero"`

	// Icon beside the title.
	Icon *LiveActivityAlertIcon `json:"icon,omitzero"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge *LiveActivityAlertBadge `json:"badge,omitzero"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps *int32 `json:"number_of_steps,omitzero"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep *int32 `json:"current_step,omitzero"`

	// Colour of the current step.
	StepColor *LiveActivityColor `json:"step_color,omitzero"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []LiveActivityColor `json:"step_colors,omitzero"`

	// Progress from 0 to 100.
	Percentage *float32 `json:"percentage,omitzero"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `json:"value,omitzero"`

	// The `value` that means 100 %.
	UpperLimit any `json:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `json:"metrics,omitzero"`

	// The message.
	Message *string `json:"message,omitzero"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds *float32 `json:"duration_seconds,omitzero"`

	// `false` counts up from 00:00.
	CountsDown *bool `json:"counts_down,omitzero"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning *bool `json:"is_running,omitzero"`
}

// NewContentStateUpdate makes one of what it cannot be without.
func NewContentStateUpdate(title string) *ContentStateUpdate {
	return &ContentStateUpdate{Title: title}
}

// SetTitle sets Title.
func (o *ContentStateUpdate) SetTitle(v string) {
	o.Title = v
}

// SetType sets Type.
func (o *ContentStateUpdate) SetType(v string) {
	o.Type = &v
}

// SetSubtitle sets Subtitle.
func (o *ContentStateUpdate) SetSubtitle(v string) {
	o.Subtitle = &v
}

// SetColor sets Color.
func (o *ContentStateUpdate) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// SetIcon sets Icon.
func (o *ContentStateUpdate) SetIcon(v LiveActivityAlertIcon) {
	o.Icon = &v
}

// SetBadge sets Badge.
func (o *ContentStateUpdate) SetBadge(v LiveActivityAlertBadge) {
	o.Badge = &v
}

// SetNumberOfSteps sets NumberOfSteps.
func (o *ContentStateUpdate) SetNumberOfSteps(v int32) {
	o.NumberOfSteps = &v
}

// SetCurrentStep sets CurrentStep.
func (o *ContentStateUpdate) SetCurrentStep(v int32) {
	o.CurrentStep = &v
}

// SetStepColor sets StepColor.
func (o *ContentStateUpdate) SetStepColor(v LiveActivityColor) {
	o.StepColor = &v
}

// SetStepColors sets StepColors.
func (o *ContentStateUpdate) SetStepColors(v []LiveActivityColor) {
	o.StepColors = v
}

// SetPercentage sets Percentage.
func (o *ContentStateUpdate) SetPercentage(v float32) {
	o.Percentage = &v
}

// SetValue sets Value.
func (o *ContentStateUpdate) SetValue(v any) {
	o.Value = v
}

// SetUpperLimit sets UpperLimit.
func (o *ContentStateUpdate) SetUpperLimit(v any) {
	o.UpperLimit = v
}

// SetMetrics sets Metrics.
func (o *ContentStateUpdate) SetMetrics(v []ActivityMetric) {
	o.Metrics = v
}

// SetMessage sets Message.
func (o *ContentStateUpdate) SetMessage(v string) {
	o.Message = &v
}

// SetDurationSeconds sets DurationSeconds.
func (o *ContentStateUpdate) SetDurationSeconds(v float32) {
	o.DurationSeconds = &v
}

// SetCountsDown sets CountsDown.
func (o *ContentStateUpdate) SetCountsDown(v bool) {
	o.CountsDown = &v
}

// SetIsRunning sets IsRunning.
func (o *ContentStateUpdate) SetIsRunning(v bool) {
	o.IsRunning = &v
}

// LiveActivityUpdateRequest: Changes a running Live Activity.
type LiveActivityUpdateRequest struct {
	// The `activity_id` that the start answered.
	ActivityId string `json:"activity_id"`

	// What changes on a running Live Activity.
	ContentState ContentStateUpdate `json:"content_state"`

	// A button. Left out keeps the present one, nil removes it.
	Action *LiveActivityAction `json:"action,omitzero"`

	// A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, nil
	// removes it.
	SecondaryAction *LiveActivityAction `json:"secondary_action,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewLiveActivityUpdateRequest makes one of what it cannot be without.
func NewLiveActivityUpdateRequest(activityId string, contentState ContentStateUpdate) *LiveActivityUpdateRequest {
	return &LiveActivityUpdateRequest{ActivityId: activityId, ContentState: contentState}
}

// SetActivityId sets ActivityId.
func (o *LiveActivityUpdateRequest) SetActivityId(v string) {
	o.ActivityId = v
}

// SetContentState sets ContentState.
func (o *LiveActivityUpdateRequest) SetContentState(v ContentStateUpdate) {
	o.ContentState = v
}

// SetAction sets Action.
func (o *LiveActivityUpdateRequest) SetAction(v LiveActivityAction) {
	o.Action = &v
}

// SetSecondaryAction sets SecondaryAction.
func (o *LiveActivityUpdateRequest) SetSecondaryAction(v LiveActivityAction) {
	o.SecondaryAction = &v
}

// SetTags sets Tags.
func (o *LiveActivityUpdateRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *LiveActivityUpdateRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// ContentStateEnd: The last state of a Live Activity, and how long it stays.
type ContentStateEnd struct {
	// First line.
	Title string `json:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type *string `json:"type,omitzero"`

	// Second line.
	Subtitle *string `json:"subtitle,omitzero"`

	// Accent colour of the activity.
	Color *LiveActivityColor `json:"color,omitzero"`

	// Icon beside the title.
	Icon *LiveActivityAlertIcon `json:"icon,omitzero"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge *LiveActivityAlertBadge `json:"badge,omitzero"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps *int32 `json:"number_of_steps,omitzero"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep *int32 `json:"current_step,omitzero"`

	// Colour of the current step.
	StepColor *LiveActivityColor `json:"step_color,omitzero"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []LiveActivityColor `json:"step_colors,omitzero"`

	// Progress from 0 to 100.
	Percentage *float32 `json:"percentage,omitzero"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `json:"value,omitzero"`

	// The `value` that means 100 %.
	UpperLimit any `json:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `json:"metrics,omitzero"`

	// The message.
	Message *string `json:"message,omitzero"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds *float32 `json:"duration_seconds,omitzero"`

	// `false` counts up from 00:00.
	CountsDown *bool `json:"counts_down,omitzero"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning *bool `json:"is_running,omitzero"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes *int32 `json:"auto_dismiss_minutes,omitzero"`
}

// NewContentStateEnd makes one of what it cannot be without.
func NewContentStateEnd(title string) *ContentStateEnd {
	return &ContentStateEnd{Title: title}
}

// SetTitle sets Title.
func (o *ContentStateEnd) SetTitle(v string) {
	o.Title = v
}

// SetType sets Type.
func (o *ContentStateEnd) SetType(v string) {
	o.Type = &v
}

// SetSubtitle sets Subtitle.
func (o *ContentStateEnd) SetSubtitle(v string) {
	o.Subtitle = &v
}

// SetColor sets Color.
func (o *ContentStateEnd) SetColor(v LiveActivityColor) {
	o.Color = &v
}

// SetIcon sets Icon.
func (o *ContentStateEnd) SetIcon(v LiveActivityAlertIcon) {
	o.Icon = &v
}

// SetBadge sets Badge.
func (o *ContentStateEnd) SetBadge(v LiveActivityAlertBadge) {
	o.Badge = &v
}

// SetNumberOfSteps sets NumberOfSteps.
func (o *ContentStateEnd) SetNumberOfSteps(v int32) {
	o.NumberOfSteps = &v
}

// SetCurrentStep sets CurrentStep.
func (o *ContentStateEnd) SetCurrentStep(v int32) {
	o.CurrentStep = &v
}

// SetStepColor sets StepColor.
func (o *ContentStateEnd) SetStepColor(v LiveActivityColor) {
	o.StepColor = &v
}

// SetStepColors sets StepColors.
func (o *ContentStateEnd) SetStepColors(v []LiveActivityColor) {
	o.StepColors = v
}

// SetPercentage sets Percentage.
func (o *ContentStateEnd) SetPercentage(v float32) {
	o.Percentage = &v
}

// SetValue sets Value.
func (o *ContentStateEnd) SetValue(v any) {
	o.Value = v
}

// SetUpperLimit sets UpperLimit.
func (o *ContentStateEnd) SetUpperLimit(v any) {
	o.UpperLimit = v
}

// SetMetrics sets Metrics.
func (o *ContentStateEnd) SetMetrics(v []ActivityMetric) {
	o.Metrics = v
}

// SetMessage sets Message.
func (o *ContentStateEnd) SetMessage(v string) {
	o.Message = &v
}

// SetDurationSeconds sets DurationSeconds.
func (o *ContentStateEnd) SetDurationSeconds(v float32) {
	o.DurationSeconds = &v
}

// SetCountsDown sets CountsDown.
func (o *ContentStateEnd) SetCountsDown(v bool) {
	o.CountsDown = &v
}

// SetIsRunning sets IsRunning.
func (o *ContentStateEnd) SetIsRunning(v bool) {
	o.IsRunning = &v
}

// SetAutoDismissMinutes sets AutoDismissMinutes.
func (o *ContentStateEnd) SetAutoDismissMinutes(v int32) {
	o.AutoDismissMinutes = &v
}

// LiveActivityEndRequest: Ends a Live Activity.
type LiveActivityEndRequest struct {
	// The `activity_id` that the start answered.
	ActivityId string `json:"activity_id"`

	// The last state of a Live Activity, and how long it stays.
	ContentState ContentStateEnd `json:"content_state"`

	// A button on the ended activity. Left out removes the present one.
	Action *LiveActivityAction `json:"action,omitzero"`

	// A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes
	// the present one.
	SecondaryAction *LiveActivityAction `json:"secondary_action,omitzero"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags,omitzero"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata,omitzero"`
}

// NewLiveActivityEndRequest makes one of what it cannot be without.
func NewLiveActivityEndRequest(activityId string, contentState ContentStateEnd) *LiveActivityEndRequest {
	return &LiveActivityEndRequest{ActivityId: activityId, ContentState: contentState}
}

// SetActivityId sets ActivityId.
func (o *LiveActivityEndRequest) SetActivityId(v string) {
	o.ActivityId = v
}

// SetContentState sets ContentState.
func (o *LiveActivityEndRequest) SetContentState(v ContentStateEnd) {
	o.ContentState = v
}

// SetAction sets Action.
func (o *LiveActivityEndRequest) SetAction(v LiveActivityAction) {
	o.Action = &v
}

// SetSecondaryAction sets SecondaryAction.
func (o *LiveActivityEndRequest) SetSecondaryAction(v LiveActivityAction) {
	o.SecondaryAction = &v
}

// SetTags sets Tags.
func (o *LiveActivityEndRequest) SetTags(v []string) {
	o.Tags = v
}

// SetMetadata sets Metadata.
func (o *LiveActivityEndRequest) SetMetadata(v map[string]any) {
	o.Metadata = v
}

// MetricValueUpdateRequest: A new value of a metric.
type MetricValueUpdateRequest struct {
	// The newest value.
	Value any `json:"value"`

	// When the value was true. A value older than the stored one is ignored. Without it: now.
	Timestamp *time.Time `json:"timestamp,omitzero"`
}

// NewMetricValueUpdateRequest makes one of what it cannot be without.
func NewMetricValueUpdateRequest(value any) *MetricValueUpdateRequest {
	return &MetricValueUpdateRequest{Value: value}
}

// SetValue sets Value.
func (o *MetricValueUpdateRequest) SetValue(v any) {
	o.Value = v
}

// SetTimestamp sets Timestamp.
func (o *MetricValueUpdateRequest) SetTimestamp(v time.Time) {
	o.Timestamp = &v
}

// AppIconBadgeCountUpdateRequest: A number for the app icon.
type AppIconBadgeCountUpdateRequest struct {
	// Number on the app icon; 0 clears it.
	Badge int32 `json:"badge"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target,omitzero"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels,omitzero"`
}

// NewAppIconBadgeCountUpdateRequest makes one of what it cannot be without.
func NewAppIconBadgeCountUpdateRequest(badge int32) *AppIconBadgeCountUpdateRequest {
	return &AppIconBadgeCountUpdateRequest{Badge: badge}
}

// SetBadge sets Badge.
func (o *AppIconBadgeCountUpdateRequest) SetBadge(v int32) {
	o.Badge = v
}

// SetTarget sets Target.
func (o *AppIconBadgeCountUpdateRequest) SetTarget(v ChannelTarget) {
	o.Target = &v
}

// SetChannels sets Channels.
func (o *AppIconBadgeCountUpdateRequest) SetChannels(v []string) {
	o.Channels = v
}
