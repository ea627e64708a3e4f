// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

package generated

import "github.com/ActivitySmithHQ/activitysmith-go/internal/wire"

// PushInterruptionLevel: How much it interrupts, by Apple's names.
type PushInterruptionLevel string

// LiveActivityActionInput is a LiveActivityAction of plain fields.
type LiveActivityActionInput struct {
	// Text on the button.
	Title string `json:"title"`

	// `open_url` opens a link on the device; `webhook` makes the server call a URL.
	Type string `json:"type"`

	// An https, http or shortcuts URL that the device opens.
	URL string `json:"url"`

	// HTTP method of a webhook.
	Method string `json:"method,omitzero"`

	// JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not
	// sent.
	Body map[string]any `json:"body,omitzero"`
}

// LiveActivityAlertIconInput is a LiveActivityAlertIcon of plain fields.
type LiveActivityAlertIconInput struct {
	// Name of an Apple SF Symbol.
	Symbol string `json:"symbol"`

	// Colour of the icon.
	Color string `json:"color,omitzero"`
}

// LiveActivityAlertBadgeInput is a LiveActivityAlertBadge of plain fields.
type LiveActivityAlertBadgeInput struct {
	// Text of the badge.
	Title string `json:"title"`

	// Colour of the badge.
	Color string `json:"color,omitzero"`
}

// LiveActivityContentStateInput: what a Live Activity shows.
type LiveActivityContentStateInput struct {
	// First line.
	Title string `json:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type string `json:"type"`

	// Second line.
	Subtitle string `json:"subtitle"`

	// Accent colour of the activity.
	Color string `json:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `json:"icon"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge LiveActivityAlertBadgeInput `json:"badge"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `json:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `json:"current_step"`

	// Colour of the current step.
	StepColor string `json:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `json:"step_colors,omitempty"`

	// Progress from 0 to 100.
	Percentage float32 `json:"percentage"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `json:"value"`

	// The `value` that means 100 %.
	UpperLimit any `json:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `json:"metrics,omitempty"`

	// The message.
	Message string `json:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `json:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `json:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `json:"is_running"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes int32 `json:"auto_dismiss_minutes"`

	// The same in seconds. Wins over `auto_dismiss_minutes`.
	AutoDismissSeconds int32 `json:"auto_dismiss_seconds"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithNumberOfSteps(v int32) LiveActivityContentStateInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithCurrentStep(v int32) LiveActivityContentStateInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithPercentage(v float32) LiveActivityContentStateInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithValue(v any) LiveActivityContentStateInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithUpperLimit(v any) LiveActivityContentStateInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithDurationSeconds(v float32) LiveActivityContentStateInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithCountsDown(v bool) LiveActivityContentStateInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithIsRunning(v bool) LiveActivityContentStateInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAutoDismissMinutes sets AutoDismissMinutes and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithAutoDismissMinutes(v int32) LiveActivityContentStateInput {
	in.AutoDismissMinutes = v
	in.explicit = in.explicit.And("auto_dismiss_minutes")
	return in
}

// WithAutoDismissSeconds sets AutoDismissSeconds and sends it, whatever it is.
func (in LiveActivityContentStateInput) WithAutoDismissSeconds(v int32) LiveActivityContentStateInput {
	in.AutoDismissSeconds = v
	in.explicit = in.explicit.And("auto_dismiss_seconds")
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityContentStateInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// PushNotificationInput: a PushNotificationRequest with plain fields. Zero values are not sent, but by the
// methods With….
type PushNotificationInput struct {
	// Title of the notification.
	Title string `json:"title"`

	// Text of the notification.
	Message string `json:"message"`

	// Line between title and text.
	Subtitle string `json:"subtitle"`

	// https URL of an image, audio or video that is shown when the notification is expanded. Not together with
	// `actions`.
	Media string `json:"media"`

	// URL that a tap opens. Without it, a tap opens `media`.
	Redirection string `json:"redirection"`

	// Up to four buttons.
	Actions []PushNotificationAction `json:"actions,omitempty"`

	// JSON of your own that reaches the app with the notification.
	Payload map[string]any `json:"payload"`

	// Number on the app icon; 0 clears it.
	Badge int32 `json:"badge"`

	// Name of a sound of the app.
	Sound string `json:"sound"`

	// https URL of an image that is shown as the sender's icon.
	Icon string `json:"icon"`

	// How much it interrupts, by Apple's names.
	InterruptionLevel PushInterruptionLevel `json:"interruption_level"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithBadge sets Badge and sends it, whatever it is.
func (in PushNotificationInput) WithBadge(v int32) PushNotificationInput {
	in.Badge = v
	in.explicit = in.explicit.And("badge")
	return in
}

// MarshalJSON writes what is sent.
func (in PushNotificationInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// LiveActivityStartInput: a LiveActivityStartRequest with plain fields. Zero values are not sent, but by the
// methods With….
type LiveActivityStartInput struct {
	// ContentState is the same state as the fields beside it, which win.
	ContentState LiveActivityContentStateInput `json:"content_state"`

	// First line.
	Title string `state:"title"`

	// Second line.
	Subtitle string `state:"subtitle"`

	// Accent colour of the activity.
	Color string `state:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `state:"icon"`

	// Says which of the other fields apply.
	Type string `state:"type"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `state:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `state:"current_step"`

	// Colour of the current step.
	StepColor string `state:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `state:"step_colors,omitempty"`

	// A small label.
	Badge LiveActivityAlertBadgeInput `state:"badge"`

	// Progress from 0 to 100.
	Percentage float32 `state:"percentage"`

	// The value, shown as sent.
	Value any `state:"value"`

	// The `value` that means 100 %.
	UpperLimit any `state:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `state:"metrics,omitempty"`

	// The message.
	Message string `state:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `state:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `state:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `state:"is_running"`

	// A button.
	Action *LiveActivityActionInput `json:"action"`

	// A second button, for `alert`, `progress` and `segmented_progress`.
	SecondaryAction *LiveActivityActionInput `json:"secondary_action"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityStartInput) WithNumberOfSteps(v int32) LiveActivityStartInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityStartInput) WithCurrentStep(v int32) LiveActivityStartInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityStartInput) WithPercentage(v float32) LiveActivityStartInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityStartInput) WithValue(v any) LiveActivityStartInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityStartInput) WithUpperLimit(v any) LiveActivityStartInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityStartInput) WithDurationSeconds(v float32) LiveActivityStartInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityStartInput) WithCountsDown(v bool) LiveActivityStartInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityStartInput) WithIsRunning(v bool) LiveActivityStartInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAction sets Action.
func (in LiveActivityStartInput) WithAction(v LiveActivityActionInput) LiveActivityStartInput {
	in.Action = &v
	return in
}

// WithSecondaryAction sets SecondaryAction.
func (in LiveActivityStartInput) WithSecondaryAction(v LiveActivityActionInput) LiveActivityStartInput {
	in.SecondaryAction = &v
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityStartInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// LiveActivityUpdateInput: a LiveActivityUpdateRequest with plain fields. Zero values are not sent, but by
// the methods With….
type LiveActivityUpdateInput struct {
	// ContentState is the same state as the fields beside it, which win.
	ContentState LiveActivityContentStateInput `json:"content_state"`

	// First line.
	Title string `state:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type string `state:"type"`

	// Second line.
	Subtitle string `state:"subtitle"`

	// Accent colour of the activity.
	Color string `state:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `state:"icon"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge LiveActivityAlertBadgeInput `state:"badge"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `state:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `state:"current_step"`

	// Colour of the current step.
	StepColor string `state:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `state:"step_colors,omitempty"`

	// Progress from 0 to 100.
	Percentage float32 `state:"percentage"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `state:"value"`

	// The `value` that means 100 %.
	UpperLimit any `state:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `state:"metrics,omitempty"`

	// The message.
	Message string `state:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `state:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `state:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `state:"is_running"`

	// The `activity_id` that the start answered.
	ActivityID string `json:"activity_id"`

	// A button. Left out keeps the present one, nil removes it.
	Action *LiveActivityActionInput `json:"action"`

	// A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, nil
	// removes it.
	SecondaryAction *LiveActivityActionInput `json:"secondary_action"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithNumberOfSteps(v int32) LiveActivityUpdateInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithCurrentStep(v int32) LiveActivityUpdateInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithPercentage(v float32) LiveActivityUpdateInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithValue(v any) LiveActivityUpdateInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithUpperLimit(v any) LiveActivityUpdateInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithDurationSeconds(v float32) LiveActivityUpdateInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithCountsDown(v bool) LiveActivityUpdateInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityUpdateInput) WithIsRunning(v bool) LiveActivityUpdateInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAction sets Action.
func (in LiveActivityUpdateInput) WithAction(v LiveActivityActionInput) LiveActivityUpdateInput {
	in.Action = &v
	return in
}

// WithSecondaryAction sets SecondaryAction.
func (in LiveActivityUpdateInput) WithSecondaryAction(v LiveActivityActionInput) LiveActivityUpdateInput {
	in.SecondaryAction = &v
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityUpdateInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// LiveActivityEndInput: a LiveActivityEndRequest with plain fields. Zero values are not sent, but by the
// methods With….
type LiveActivityEndInput struct {
	// ContentState is the same state as the fields beside it, which win.
	ContentState LiveActivityContentStateInput `json:"content_state"`

	// First line.
	Title string `state:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type string `state:"type"`

	// Second line.
	Subtitle string `state:"subtitle"`

	// Accent colour of the activity.
	Color string `state:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `state:"icon"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge LiveActivityAlertBadgeInput `state:"badge"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `state:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `state:"current_step"`

	// Colour of the current step.
	StepColor string `state:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `state:"step_colors,omitempty"`

	// Progress from 0 to 100.
	Percentage float32 `state:"percentage"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `state:"value"`

	// The `value` that means 100 %.
	UpperLimit any `state:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `state:"metrics,omitempty"`

	// The message.
	Message string `state:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `state:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `state:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `state:"is_running"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes int32 `state:"auto_dismiss_minutes"`

	// The `activity_id` that the start answered.
	ActivityID string `json:"activity_id"`

	// A button on the ended activity. Left out removes the present one.
	Action *LiveActivityActionInput `json:"action"`

	// A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes
	// the present one.
	SecondaryAction *LiveActivityActionInput `json:"secondary_action"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityEndInput) WithNumberOfSteps(v int32) LiveActivityEndInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityEndInput) WithCurrentStep(v int32) LiveActivityEndInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityEndInput) WithPercentage(v float32) LiveActivityEndInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityEndInput) WithValue(v any) LiveActivityEndInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityEndInput) WithUpperLimit(v any) LiveActivityEndInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityEndInput) WithDurationSeconds(v float32) LiveActivityEndInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityEndInput) WithCountsDown(v bool) LiveActivityEndInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityEndInput) WithIsRunning(v bool) LiveActivityEndInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAutoDismissMinutes sets AutoDismissMinutes and sends it, whatever it is.
func (in LiveActivityEndInput) WithAutoDismissMinutes(v int32) LiveActivityEndInput {
	in.AutoDismissMinutes = v
	in.explicit = in.explicit.And("auto_dismiss_minutes")
	return in
}

// WithAction sets Action.
func (in LiveActivityEndInput) WithAction(v LiveActivityActionInput) LiveActivityEndInput {
	in.Action = &v
	return in
}

// WithSecondaryAction sets SecondaryAction.
func (in LiveActivityEndInput) WithSecondaryAction(v LiveActivityActionInput) LiveActivityEndInput {
	in.SecondaryAction = &v
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityEndInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// LiveActivityStreamInput: a LiveActivityStreamRequest with plain fields. Zero values are not sent, but by
// the methods With….
type LiveActivityStreamInput struct {
	// ContentState is the same state as the fields beside it, which win.
	ContentState LiveActivityContentStateInput `json:"content_state"`

	// First line.
	Title string `state:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type string `state:"type"`

	// Second line.
	Subtitle string `state:"subtitle"`

	// Accent colour of the activity.
	Color string `state:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `state:"icon"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge LiveActivityAlertBadgeInput `state:"badge"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `state:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `state:"current_step"`

	// Colour of the current step.
	StepColor string `state:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `state:"step_colors,omitempty"`

	// Progress from 0 to 100.
	Percentage float32 `state:"percentage"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `state:"value"`

	// The `value` that means 100 %.
	UpperLimit any `state:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `state:"metrics,omitempty"`

	// The message.
	Message string `state:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `state:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `state:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `state:"is_running"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes int32 `state:"auto_dismiss_minutes"`

	// The same in seconds. Wins over `auto_dismiss_minutes`.
	AutoDismissSeconds int32 `state:"auto_dismiss_seconds"`

	// A button. Left out keeps the present one, nil removes it.
	Action *LiveActivityActionInput `json:"action"`

	// A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, nil
	// removes it.
	SecondaryAction *LiveActivityActionInput `json:"secondary_action"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert"`

	// Limits the request to channels. Without it, everything in the scope of the API key.
	Target *ChannelTarget `json:"target"`

	// Short for `target.channels`. When both are sent they must be equal.
	Channels []string `json:"channels"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityStreamInput) WithNumberOfSteps(v int32) LiveActivityStreamInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityStreamInput) WithCurrentStep(v int32) LiveActivityStreamInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityStreamInput) WithPercentage(v float32) LiveActivityStreamInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityStreamInput) WithValue(v any) LiveActivityStreamInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityStreamInput) WithUpperLimit(v any) LiveActivityStreamInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityStreamInput) WithDurationSeconds(v float32) LiveActivityStreamInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityStreamInput) WithCountsDown(v bool) LiveActivityStreamInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityStreamInput) WithIsRunning(v bool) LiveActivityStreamInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAutoDismissMinutes sets AutoDismissMinutes and sends it, whatever it is.
func (in LiveActivityStreamInput) WithAutoDismissMinutes(v int32) LiveActivityStreamInput {
	in.AutoDismissMinutes = v
	in.explicit = in.explicit.And("auto_dismiss_minutes")
	return in
}

// WithAutoDismissSeconds sets AutoDismissSeconds and sends it, whatever it is.
func (in LiveActivityStreamInput) WithAutoDismissSeconds(v int32) LiveActivityStreamInput {
	in.AutoDismissSeconds = v
	in.explicit = in.explicit.And("auto_dismiss_seconds")
	return in
}

// WithAction sets Action.
func (in LiveActivityStreamInput) WithAction(v LiveActivityActionInput) LiveActivityStreamInput {
	in.Action = &v
	return in
}

// WithSecondaryAction sets SecondaryAction.
func (in LiveActivityStreamInput) WithSecondaryAction(v LiveActivityActionInput) LiveActivityStreamInput {
	in.SecondaryAction = &v
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityStreamInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}

// LiveActivityStreamEndInput: a LiveActivityStreamDeleteRequest with plain fields. Zero values are not sent,
// but by the methods With….
type LiveActivityStreamEndInput struct {
	// ContentState is the same state as the fields beside it, which win.
	ContentState LiveActivityContentStateInput `json:"content_state"`

	// First line.
	Title string `state:"title"`

	// Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
	// one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
	// rest. `counter` and `countdown` are deprecated.
	Type string `state:"type"`

	// Second line.
	Subtitle string `state:"subtitle"`

	// Accent colour of the activity.
	Color string `state:"color"`

	// Icon beside the title.
	Icon LiveActivityAlertIconInput `state:"icon"`

	// A small label, for `alert`, `progress`, `segmented_progress` and `value`.
	Badge LiveActivityAlertBadgeInput `state:"badge"`

	// How many steps there are. It may grow and shrink while the activity runs.
	NumberOfSteps int32 `state:"number_of_steps"`

	// How many steps are completed, at most `number_of_steps`; 0 before the first.
	CurrentStep int32 `state:"current_step"`

	// Colour of the current step.
	StepColor string `state:"step_color"`

	// Colours of the completed steps: as many as `current_step`.
	StepColors []string `state:"step_colors,omitempty"`

	// Progress from 0 to 100.
	Percentage float32 `state:"percentage"`

	// For `progress` a number, measured by `upper_limit`; for `value` what is shown.
	Value any `state:"value"`

	// The `value` that means 100 %.
	UpperLimit any `state:"upper_limit,omitzero"`

	// One to eight labelled values.
	Metrics []ActivityMetric `state:"metrics,omitempty"`

	// The message.
	Message string `state:"message"`

	// Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
	DurationSeconds float32 `state:"duration_seconds"`

	// `false` counts up from 00:00.
	CountsDown bool `state:"counts_down"`

	// `false` freezes the timer, `true` lets it go on.
	IsRunning bool `state:"is_running"`

	// Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4
	// hours at the latest.
	AutoDismissMinutes int32 `state:"auto_dismiss_minutes"`

	// The same in seconds. Wins over `auto_dismiss_minutes`.
	AutoDismissSeconds int32 `state:"auto_dismiss_seconds"`

	// A button on the ended activity. Left out removes the present one.
	Action *LiveActivityActionInput `json:"action"`

	// A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes
	// the present one.
	SecondaryAction *LiveActivityActionInput `json:"secondary_action"`

	// An alert that comes with the change.
	Alert *AlertPayload `json:"alert"`

	// Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
	Tags []string `json:"tags"`

	// Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as
	// JSON. Later requests: left out keeps them, `{}` clears them.
	Metadata map[string]any `json:"metadata"`

	explicit wire.Explicit
}

// WithNumberOfSteps sets NumberOfSteps and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithNumberOfSteps(v int32) LiveActivityStreamEndInput {
	in.NumberOfSteps = v
	in.explicit = in.explicit.And("number_of_steps")
	return in
}

// WithCurrentStep sets CurrentStep and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithCurrentStep(v int32) LiveActivityStreamEndInput {
	in.CurrentStep = v
	in.explicit = in.explicit.And("current_step")
	return in
}

// WithPercentage sets Percentage and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithPercentage(v float32) LiveActivityStreamEndInput {
	in.Percentage = v
	in.explicit = in.explicit.And("percentage")
	return in
}

// WithValue sets Value and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithValue(v any) LiveActivityStreamEndInput {
	in.Value = v
	in.explicit = in.explicit.And("value")
	return in
}

// WithUpperLimit sets UpperLimit and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithUpperLimit(v any) LiveActivityStreamEndInput {
	in.UpperLimit = v
	in.explicit = in.explicit.And("upper_limit")
	return in
}

// WithDurationSeconds sets DurationSeconds and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithDurationSeconds(v float32) LiveActivityStreamEndInput {
	in.DurationSeconds = v
	in.explicit = in.explicit.And("duration_seconds")
	return in
}

// WithCountsDown sets CountsDown and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithCountsDown(v bool) LiveActivityStreamEndInput {
	in.CountsDown = v
	in.explicit = in.explicit.And("counts_down")
	return in
}

// WithIsRunning sets IsRunning and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithIsRunning(v bool) LiveActivityStreamEndInput {
	in.IsRunning = v
	in.explicit = in.explicit.And("is_running")
	return in
}

// WithAutoDismissMinutes sets AutoDismissMinutes and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithAutoDismissMinutes(v int32) LiveActivityStreamEndInput {
	in.AutoDismissMinutes = v
	in.explicit = in.explicit.And("auto_dismiss_minutes")
	return in
}

// WithAutoDismissSeconds sets AutoDismissSeconds and sends it, whatever it is.
func (in LiveActivityStreamEndInput) WithAutoDismissSeconds(v int32) LiveActivityStreamEndInput {
	in.AutoDismissSeconds = v
	in.explicit = in.explicit.And("auto_dismiss_seconds")
	return in
}

// WithAction sets Action.
func (in LiveActivityStreamEndInput) WithAction(v LiveActivityActionInput) LiveActivityStreamEndInput {
	in.Action = &v
	return in
}

// WithSecondaryAction sets SecondaryAction.
func (in LiveActivityStreamEndInput) WithSecondaryAction(v LiveActivityActionInput) LiveActivityStreamEndInput {
	in.SecondaryAction = &v
	return in
}

// MarshalJSON writes what is sent.
func (in LiveActivityStreamEndInput) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}
