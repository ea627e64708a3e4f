# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.
"""What goes into requests. Every object is a `dict` at run time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NotRequired, TypeAlias, TypedDict


class CallOptions(TypedDict, total=False):
    """What every method takes beside its request, for this one call."""

    timeout: float | None
    """Seconds that one try may take, its body included. Default: the client's."""

    max_retries: int | None
    """How often a failed request is tried again. Default: the client's."""

    idempotency_key: str | None
    """The same key with the same body acts once within 24 hours. Default: a random one for each `send` and `start`."""


PushNotificationActionType: TypeAlias = Literal["open_url", "webhook"]
"""`open_url` opens a link on the device; `webhook` makes the server call a URL."""


PushNotificationWebhookMethod: TypeAlias = Literal["GET", "POST"]
"""HTTP method of a webhook."""


class PushNotificationAction(TypedDict):
    """A button on a notification."""

    title: str
    """Text on the button."""

    type: PushNotificationActionType
    """See `PushNotificationActionType`."""

    url: str
    """An https or http URL, or a URL of any app, that the device opens."""

    method: NotRequired[PushNotificationWebhookMethod]
    """See `PushNotificationWebhookMethod`."""

    body: NotRequired[Mapping[str, object]]
    """JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not sent."""


class ChannelTarget(TypedDict):
    """Who gets it: the users and devices of these channels."""

    channels: Sequence[str]
    """At least one channel."""


class PushNotificationRequest(TypedDict):
    """A push notification."""

    title: str
    """Title of the notification."""

    message: NotRequired[str]
    """Text of the notification."""

    subtitle: NotRequired[str]
    """Line between title and text."""

    media: NotRequired[str]
    """https URL of an image, audio or video that is shown when the notification is expanded. Not together with
    `actions`.
    """

    redirection: NotRequired[str]
    """URL that a tap opens. Without it, a tap opens `media`."""

    actions: NotRequired[Sequence[PushNotificationAction]]
    """Up to four buttons."""

    payload: NotRequired[Mapping[str, object]]
    """JSON of your own that reaches the app with the notification."""

    badge: NotRequired[int]
    """Number on the app icon; 0 clears it."""

    sound: NotRequired[str]
    """Name of a sound of the app."""

    icon: NotRequired[str]
    """https URL of an image that is shown as the sender's icon."""

    interruption_level: NotRequired[Literal["passive", "active", "time-sensitive"]]
    """How much it interrupts, by Apple's names."""

    target: NotRequired[ChannelTarget]
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: NotRequired[Sequence[str]]
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


LiveActivityColor: TypeAlias = Literal[
    "lime",
    "green",
    "cyan",
    "blue",
    "purple",
    "magenta",
    "red",
    "orange",
    "yellow",
    "gray",
]
"""Accent colour. Shown as `blue` when none is given."""


class LiveActivityAlertIcon(TypedDict):
    """An icon beside the title. Every type shows it."""

    symbol: str
    """Name of an Apple SF Symbol."""

    color: NotRequired[LiveActivityColor]
    """Colour of the icon."""


class LiveActivityAlertBadge(TypedDict):
    """A small label, for `alert`, `progress` and `segmented_progress`."""

    title: str
    """Text of the badge."""

    color: NotRequired[LiveActivityColor]
    """Colour of the badge."""


ActivityMetricValue: TypeAlias = float | str
"""A number of at least 0, or a string that is shown as sent."""


class ActivityMetric(TypedDict):
    """One labelled value."""

    label: str
    """Name of the value."""

    value: ActivityMetricValue
    """See `ActivityMetricValue`."""

    unit: NotRequired[str]
    """Unit behind the value. `%` makes it a gauge on a `metrics` activity."""

    color: NotRequired[LiveActivityColor]
    """Colour of this value."""


class StreamContentState(TypedDict):
    """The newest state of a stream. `type` is needed when the stream starts."""

    title: str
    """First line."""

    type: NotRequired[Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"]]
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: NotRequired[str | None]
    """Second line."""

    color: NotRequired[LiveActivityColor | None]
    """Accent colour of the activity."""

    icon: NotRequired[LiveActivityAlertIcon | None]
    """Icon beside the title."""

    badge: NotRequired[LiveActivityAlertBadge | None]
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: NotRequired[int | None]
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: NotRequired[int | None]
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: NotRequired[LiveActivityColor | None]
    """Colour of the current step."""

    step_colors: NotRequired[Sequence[LiveActivityColor] | None]
    """Colours of the completed steps: as many as `current_step`."""

    percentage: NotRequired[float | None]
    """Progress from 0 to 100."""

    value: NotRequired[float | str | None]
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: NotRequired[float | None]
    """The `value` that means 100 %."""

    metrics: NotRequired[Sequence[ActivityMetric] | None]
    """One to eight labelled values."""

    message: NotRequired[str | None]
    """The message."""

    duration_seconds: NotRequired[float | None]
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: NotRequired[bool | None]
    """`False` counts up from 00:00."""

    is_running: NotRequired[bool | None]
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: NotRequired[int]
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """

    auto_dismiss_seconds: NotRequired[int]
    """The same in seconds. Wins over `auto_dismiss_minutes`."""


LiveActivityActionType: TypeAlias = Literal["open_url", "webhook"]
"""`open_url` opens a link on the device; `webhook` makes the server call a URL."""


LiveActivityWebhookMethod: TypeAlias = Literal["GET", "POST"]
"""HTTP method of a webhook."""


class LiveActivityAction(TypedDict):
    """A button on a Live Activity."""

    title: str
    """Text on the button."""

    type: LiveActivityActionType
    """See `LiveActivityActionType`."""

    url: str
    """An https, http or shortcuts URL that the device opens."""

    method: NotRequired[LiveActivityWebhookMethod]
    """See `LiveActivityWebhookMethod`."""

    body: NotRequired[Mapping[str, object]]
    """JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not sent."""


class AlertPayload(TypedDict):
    """An alert that lights up the screen together with the change."""

    title: NotRequired[str]
    """Title of the alert."""

    body: NotRequired[str]
    """Text of the alert."""


class LiveActivityStreamRequest(TypedDict):
    """The newest state of a stream."""

    content_state: StreamContentState
    """See `StreamContentState`."""

    action: NotRequired[LiveActivityAction | None]
    """A button. Left out keeps the present one, `None` removes it."""

    secondary_action: NotRequired[LiveActivityAction | None]
    """A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `None` removes
    it.
    """

    alert: NotRequired[AlertPayload]
    """An alert that comes with the change."""

    target: NotRequired[ChannelTarget]
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: NotRequired[Sequence[str]]
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityStreamDeleteRequest(TypedDict):
    """Ends a stream, if wanted with a last state."""

    content_state: NotRequired[StreamContentState]
    """The last state, shown until the activity is removed."""

    action: NotRequired[LiveActivityAction | None]
    """A button on the ended activity. Left out removes the present one."""

    secondary_action: NotRequired[LiveActivityAction | None]
    """A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the
    present one.
    """

    alert: NotRequired[AlertPayload]
    """An alert that comes with the change."""

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class ContentStateStart(TypedDict):
    """What a new Live Activity shows, by `type`."""

    title: str
    """First line."""

    subtitle: NotRequired[str]
    """Second line."""

    color: NotRequired[LiveActivityColor]
    """Accent colour of the activity."""

    icon: NotRequired[LiveActivityAlertIcon]
    """Icon beside the title."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"]
    """Says which of the other fields apply."""

    number_of_steps: NotRequired[int]
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: NotRequired[int]
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: NotRequired[LiveActivityColor]
    """Colour of the current step."""

    step_colors: NotRequired[Sequence[LiveActivityColor]]
    """Colours of the completed steps: as many as `current_step`."""

    badge: NotRequired[LiveActivityAlertBadge]
    """A small label."""

    percentage: NotRequired[float]
    """Progress from 0 to 100."""

    value: NotRequired[float | str]
    """The value, shown as sent."""

    upper_limit: NotRequired[float]
    """The `value` that means 100 %."""

    metrics: NotRequired[Sequence[ActivityMetric]]
    """One to eight labelled values."""

    message: NotRequired[str]
    """The message."""

    duration_seconds: NotRequired[float]
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: NotRequired[bool]
    """`False` counts up from 00:00."""

    is_running: NotRequired[bool]
    """`False` freezes the timer, `True` lets it go on."""


class LiveActivityStartRequest(TypedDict):
    """Starts a Live Activity."""

    content_state: ContentStateStart
    """See `ContentStateStart`."""

    action: NotRequired[LiveActivityAction]
    """A button."""

    secondary_action: NotRequired[LiveActivityAction]
    """A second button, for `alert`, `progress` and `segmented_progress`."""

    alert: NotRequired[AlertPayload]
    """An alert that comes with the change."""

    target: NotRequired[ChannelTarget]
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: NotRequired[Sequence[str]]
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class ContentStateUpdate(TypedDict):
    """What changes on a running Live Activity."""

    title: str
    """First line."""

    type: NotRequired[Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"]]
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: NotRequired[str | None]
    """Second line."""

    color: NotRequired[LiveActivityColor | None]
    """Accent colour of the activity."""

    icon: NotRequired[LiveActivityAlertIcon | None]
    """Icon beside the title."""

    badge: NotRequired[LiveActivityAlertBadge | None]
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: NotRequired[int | None]
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: NotRequired[int | None]
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: NotRequired[LiveActivityColor | None]
    """Colour of the current step."""

    step_colors: NotRequired[Sequence[LiveActivityColor] | None]
    """Colours of the completed steps: as many as `current_step`."""

    percentage: NotRequired[float | None]
    """Progress from 0 to 100."""

    value: NotRequired[float | str | None]
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: NotRequired[float | None]
    """The `value` that means 100 %."""

    metrics: NotRequired[Sequence[ActivityMetric] | None]
    """One to eight labelled values."""

    message: NotRequired[str | None]
    """The message."""

    duration_seconds: NotRequired[float | None]
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: NotRequired[bool | None]
    """`False` counts up from 00:00."""

    is_running: NotRequired[bool | None]
    """`False` freezes the timer, `True` lets it go on."""


class LiveActivityUpdateRequest(TypedDict):
    """Changes a running Live Activity."""

    activity_id: str
    """The `activity_id` that the start answered."""

    content_state: ContentStateUpdate
    """See `ContentStateUpdate`."""

    action: NotRequired[LiveActivityAction | None]
    """A button. Left out keeps the present one, `None` removes it."""

    secondary_action: NotRequired[LiveActivityAction | None]
    """A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `None` removes
    it.
    """

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class ContentStateEnd(TypedDict):
    """The last state of a Live Activity, and how long it stays."""

    title: str
    """First line."""

    type: NotRequired[Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"]]
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: NotRequired[str | None]
    """Second line."""

    color: NotRequired[LiveActivityColor | None]
    """Accent colour of the activity."""

    icon: NotRequired[LiveActivityAlertIcon | None]
    """Icon beside the title."""

    badge: NotRequired[LiveActivityAlertBadge | None]
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: NotRequired[int | None]
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: NotRequired[int | None]
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: NotRequired[LiveActivityColor | None]
    """Colour of the current step."""

    step_colors: NotRequired[Sequence[LiveActivityColor] | None]
    """Colours of the completed steps: as many as `current_step`."""

    percentage: NotRequired[float | None]
    """Progress from 0 to 100."""

    value: NotRequired[float | str | None]
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: NotRequired[float | None]
    """The `value` that means 100 %."""

    metrics: NotRequired[Sequence[ActivityMetric] | None]
    """One to eight labelled values."""

    message: NotRequired[str | None]
    """The message."""

    duration_seconds: NotRequired[float | None]
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: NotRequired[bool | None]
    """`False` counts up from 00:00."""

    is_running: NotRequired[bool | None]
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: NotRequired[int]
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """


class LiveActivityEndRequest(TypedDict):
    """Ends a Live Activity."""

    activity_id: str
    """The `activity_id` that the start answered."""

    content_state: ContentStateEnd
    """See `ContentStateEnd`."""

    action: NotRequired[LiveActivityAction | None]
    """A button on the ended activity. Left out removes the present one."""

    secondary_action: NotRequired[LiveActivityAction | None]
    """A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the
    present one.
    """

    tags: NotRequired[Sequence[str]]
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: NotRequired[Mapping[str, str | float | bool]]
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class MetricValueUpdateRequest(TypedDict):
    """A new value of a metric."""

    value: float | str
    """The newest value."""

    timestamp: NotRequired[datetime | str]
    """When the value was true. A value older than the stored one is ignored. Without it: now."""


class AppIconBadgeCountUpdateRequest(TypedDict):
    """A number for the app icon."""

    badge: int
    """Number on the app icon; 0 clears it."""

    target: NotRequired[ChannelTarget]
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: NotRequired[Sequence[str]]
    """Short for `target.channels`. When both are sent they must be equal."""


class ContentStateFields(TypedDict, total=False):
    """What `content_state` takes by name. `None` is the same as left out."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    badge: LiveActivityAlertBadge | None
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: int | None
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """

    auto_dismiss_seconds: int | None
    """The same in seconds. Wins over `auto_dismiss_minutes`."""


class PushNotificationFields(CallOptions, total=False):
    """What `send` takes by name. `None` is the same as left out."""

    title: str | None
    """Title of the notification."""

    message: str | None
    """Text of the notification."""

    subtitle: str | None
    """Line between title and text."""

    media: str | None
    """https URL of an image, audio or video that is shown when the notification is expanded. Not together with
    `actions`.
    """

    redirection: str | None
    """URL that a tap opens. Without it, a tap opens `media`."""

    actions: Sequence[PushNotificationAction] | None
    """Up to four buttons."""

    payload: Mapping[str, object] | None
    """JSON of your own that reaches the app with the notification."""

    badge: int | None
    """Number on the app icon; 0 clears it."""

    sound: str | None
    """Name of a sound of the app."""

    icon: str | None
    """https URL of an image that is shown as the sender's icon."""

    interruption_level: Literal["passive", "active", "time-sensitive"] | None
    """How much it interrupts, by Apple's names."""

    target: ChannelTarget | None
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: Sequence[str] | None
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityStreamFields(CallOptions, total=False):
    """What `stream` takes by name. `None` is the same as left out."""

    title: str | None
    """First line."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    badge: LiveActivityAlertBadge | None
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: int | None
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """

    auto_dismiss_seconds: int | None
    """The same in seconds. Wins over `auto_dismiss_minutes`."""

    content_state: StreamContentState | None
    """See `StreamContentState | None`."""

    action: LiveActivityAction | None
    """A button. Left out keeps the present one, `None` removes it."""

    secondary_action: LiveActivityAction | None
    """A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `None` removes
    it.
    """

    alert: AlertPayload | None
    """An alert that comes with the change."""

    target: ChannelTarget | None
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: Sequence[str] | None
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityStreamDeleteFields(CallOptions, total=False):
    """What `end_stream` takes by name. `None` is the same as left out."""

    title: str | None
    """First line."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    badge: LiveActivityAlertBadge | None
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: int | None
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """

    auto_dismiss_seconds: int | None
    """The same in seconds. Wins over `auto_dismiss_minutes`."""

    content_state: StreamContentState | None
    """The last state, shown until the activity is removed."""

    action: LiveActivityAction | None
    """A button on the ended activity. Left out removes the present one."""

    secondary_action: LiveActivityAction | None
    """A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the
    present one.
    """

    alert: AlertPayload | None
    """An alert that comes with the change."""

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityStartFields(CallOptions, total=False):
    """What `start` takes by name. `None` is the same as left out."""

    title: str | None
    """First line."""

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Says which of the other fields apply."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    badge: LiveActivityAlertBadge | None
    """A small label."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """The value, shown as sent."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    content_state: ContentStateStart | None
    """See `ContentStateStart | None`."""

    action: LiveActivityAction | None
    """A button."""

    secondary_action: LiveActivityAction | None
    """A second button, for `alert`, `progress` and `segmented_progress`."""

    alert: AlertPayload | None
    """An alert that comes with the change."""

    target: ChannelTarget | None
    """Limits the request to channels. Without it, everything in the scope of the API key."""

    channels: Sequence[str] | None
    """Short for `target.channels`. When both are sent they must be equal."""

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityUpdateFields(CallOptions, total=False):
    """What `update` takes by name. `None` is the same as left out."""

    title: str | None
    """First line."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    badge: LiveActivityAlertBadge | None
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    activity_id: str | None
    """The `activity_id` that the start answered."""

    content_state: ContentStateUpdate | None
    """See `ContentStateUpdate | None`."""

    action: LiveActivityAction | None
    """A button. Left out keeps the present one, `None` removes it."""

    secondary_action: LiveActivityAction | None
    """A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `None` removes
    it.
    """

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """


class LiveActivityEndFields(CallOptions, total=False):
    """What `end` takes by name. `None` is the same as left out."""

    title: str | None
    """First line."""

    type: Literal["segmented_progress", "progress", "metrics", "stats", "alert", "value", "timer", "counter", "countdown"] | None
    """Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one
    keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter`
    and `countdown` are deprecated.
    """

    subtitle: str | None
    """Second line."""

    color: LiveActivityColor | None
    """Accent colour of the activity."""

    icon: LiveActivityAlertIcon | None
    """Icon beside the title."""

    badge: LiveActivityAlertBadge | None
    """A small label, for `alert`, `progress`, `segmented_progress` and `value`."""

    number_of_steps: int | None
    """How many steps there are. It may grow and shrink while the activity runs."""

    current_step: int | None
    """How many steps are completed, at most `number_of_steps`; 0 before the first."""

    step_color: LiveActivityColor | None
    """Colour of the current step."""

    step_colors: Sequence[LiveActivityColor] | None
    """Colours of the completed steps: as many as `current_step`."""

    percentage: float | None
    """Progress from 0 to 100."""

    value: float | str | None
    """For `progress` a number, measured by `upper_limit`; for `value` what is shown."""

    upper_limit: float | None
    """The `value` that means 100 %."""

    metrics: Sequence[ActivityMetric] | None
    """One to eight labelled values."""

    message: str | None
    """The message."""

    duration_seconds: float | None
    """Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it."""

    counts_down: bool | None
    """`False` counts up from 00:00."""

    is_running: bool | None
    """`False` freezes the timer, `True` lets it go on."""

    auto_dismiss_minutes: int | None
    """Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at
    the latest.
    """

    activity_id: str | None
    """The `activity_id` that the start answered."""

    content_state: ContentStateEnd | None
    """See `ContentStateEnd | None`."""

    action: LiveActivityAction | None
    """A button on the ended activity. Left out removes the present one."""

    secondary_action: LiveActivityAction | None
    """A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the
    present one.
    """

    tags: Sequence[str] | None
    """Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them."""

    metadata: Mapping[str, str | float | bool] | None
    """Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON.
    Later requests: left out keeps them, `{}` clears them.
    """
