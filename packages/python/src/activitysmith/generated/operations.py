# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.
"""The operations of the API, and which keyword arguments belong into a content state."""

from .._operation import Operation
from . import responses

STATE_FIELDS = frozenset(
    (
        "title",
        "subtitle",
        "color",
        "icon",
        "type",
        "number_of_steps",
        "current_step",
        "step_color",
        "step_colors",
        "badge",
        "percentage",
        "value",
        "upper_limit",
        "metrics",
        "message",
        "duration_seconds",
        "counts_down",
        "is_running",
        "auto_dismiss_minutes",
        "auto_dismiss_seconds",
    )
)

SEND_PUSH_NOTIFICATION = Operation("POST", "/push-notification", responses.PushNotificationResponse, True)
RECONCILE_LIVE_ACTIVITY_STREAM = Operation("PUT", "/live-activity/stream/{stream_key}", responses.LiveActivityStreamPutResponse, False)
END_LIVE_ACTIVITY_STREAM = Operation("DELETE", "/live-activity/stream/{stream_key}", responses.LiveActivityStreamDeleteResponse, False)
START_LIVE_ACTIVITY = Operation("POST", "/live-activity/start", responses.LiveActivityStartResponse, True)
UPDATE_LIVE_ACTIVITY = Operation("POST", "/live-activity/update", responses.LiveActivityUpdateResponse, False)
END_LIVE_ACTIVITY = Operation("POST", "/live-activity/end", responses.LiveActivityEndResponse, False)
UPDATE_METRIC_VALUE = Operation("POST", "/metrics/{key}/value", responses.MetricValueUpdateResponse, False)
UPDATE_APP_ICON_BADGE_COUNT = Operation("POST", "/badge", responses.AppIconBadgeCountUpdateResponse, False)
