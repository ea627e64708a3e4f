# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.
"""The methods of the asynchronous resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._async_resource import AsyncResource
from . import operations

if TYPE_CHECKING:
    from typing import Unpack

    from .responses import (
        LiveActivityEndResponse,
        LiveActivityStartResponse,
        LiveActivityStreamDeleteResponse,
        LiveActivityStreamPutResponse,
        LiveActivityUpdateResponse,
        PushNotificationResponse,
    )
    from .types import (
        LiveActivityEndFields,
        LiveActivityEndRequest,
        LiveActivityStartFields,
        LiveActivityStartRequest,
        LiveActivityStreamDeleteFields,
        LiveActivityStreamDeleteRequest,
        LiveActivityStreamFields,
        LiveActivityStreamRequest,
        LiveActivityUpdateFields,
        LiveActivityUpdateRequest,
        PushNotificationFields,
        PushNotificationRequest,
    )


class NotificationsMethods(AsyncResource):
    """Push notifications."""

    async def send(
        self, request: PushNotificationRequest | None = None, **fields: Unpack[PushNotificationFields]
    ) -> PushNotificationResponse:
        """Send a push notification. Sends a notification to the devices in the scope of the API key, or in the channels
        that are named. It can open a link, show media when it is expanded, or carry up to four buttons.
        """
        return await self._send(operations.SEND_PUSH_NOTIFICATION, None, request, dict(fields))

    async def send_push_notification(
        self, push_notification_request: PushNotificationRequest | None = None, **fields: Unpack[PushNotificationFields]
    ) -> PushNotificationResponse:
        """The same as `send`, by its longer name."""
        return await self._send(operations.SEND_PUSH_NOTIFICATION, None, push_notification_request, dict(fields))


class LiveActivitiesMethods(AsyncResource):
    """Live Activities on the lock screen and in the Dynamic Island."""

    async def stream(
        self, stream_key: str, request: LiveActivityStreamRequest | None = None, **fields: Unpack[LiveActivityStreamFields]
    ) -> LiveActivityStreamPutResponse:
        """Show the newest state of a stream. Give each thing that you watch a stable key and send its newest state
        whenever it changes. The first request starts a Live Activity, later ones update it; it is replaced by a fresh
        one before iOS ends it after 8 hours. A state that changes nothing is answered with `noop` and not sent.
        """
        return await self._send(operations.RECONCILE_LIVE_ACTIVITY_STREAM, stream_key, request, dict(fields))

    async def reconcile_live_activity_stream(
        self, stream_key: str, live_activity_stream_request: LiveActivityStreamRequest | None = None, **fields: Unpack[LiveActivityStreamFields]
    ) -> LiveActivityStreamPutResponse:
        """The same as `stream`, by its longer name."""
        return await self._send(operations.RECONCILE_LIVE_ACTIVITY_STREAM, stream_key, live_activity_stream_request, dict(fields))

    async def end_stream(
        self, stream_key: str, request: LiveActivityStreamDeleteRequest | None = None, **fields: Unpack[LiveActivityStreamDeleteFields]
    ) -> LiveActivityStreamDeleteResponse:
        """End a stream. Ends the stream's Live Activity, if wanted with a last state. It leaves the lock screen after 2
        minutes unless the state says otherwise. A body is optional.
        """
        return await self._send(operations.END_LIVE_ACTIVITY_STREAM, stream_key, request, dict(fields))

    async def end_live_activity_stream(
        self, stream_key: str, live_activity_stream_delete_request: LiveActivityStreamDeleteRequest | None = None, **fields: Unpack[LiveActivityStreamDeleteFields]
    ) -> LiveActivityStreamDeleteResponse:
        """The same as `end_stream`, by its longer name."""
        return await self._send(operations.END_LIVE_ACTIVITY_STREAM, stream_key, live_activity_stream_delete_request, dict(fields))

    async def start(
        self, request: LiveActivityStartRequest | None = None, **fields: Unpack[LiveActivityStartFields]
    ) -> LiveActivityStartResponse:
        """Start a Live Activity. Starts a Live Activity whose life you manage yourself, by its id. A stream needs less:
        it starts, updates and replaces activities by itself.
        """
        return await self._send(operations.START_LIVE_ACTIVITY, None, request, dict(fields))

    async def start_live_activity(
        self, live_activity_start_request: LiveActivityStartRequest | None = None, **fields: Unpack[LiveActivityStartFields]
    ) -> LiveActivityStartResponse:
        """The same as `start`, by its longer name."""
        return await self._send(operations.START_LIVE_ACTIVITY, None, live_activity_start_request, dict(fields))

    async def update(
        self, request: LiveActivityUpdateRequest | None = None, **fields: Unpack[LiveActivityUpdateFields]
    ) -> LiveActivityUpdateResponse:
        """Update a Live Activity. Changes a running Live Activity. Fields that are left out keep their values. Devices
        that have not registered a token for the activity yet get the newest state when they do.
        """
        return await self._send(operations.UPDATE_LIVE_ACTIVITY, None, request, dict(fields))

    async def update_live_activity(
        self, live_activity_update_request: LiveActivityUpdateRequest | None = None, **fields: Unpack[LiveActivityUpdateFields]
    ) -> LiveActivityUpdateResponse:
        """The same as `update`, by its longer name."""
        return await self._send(operations.UPDATE_LIVE_ACTIVITY, None, live_activity_update_request, dict(fields))

    async def end(
        self, request: LiveActivityEndRequest | None = None, **fields: Unpack[LiveActivityEndFields]
    ) -> LiveActivityEndResponse:
        """End a Live Activity. Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes unless
        the state says otherwise. Ending it again is no error.
        """
        return await self._send(operations.END_LIVE_ACTIVITY, None, request, dict(fields))

    async def end_live_activity(
        self, live_activity_end_request: LiveActivityEndRequest | None = None, **fields: Unpack[LiveActivityEndFields]
    ) -> LiveActivityEndResponse:
        """The same as `end`, by its longer name."""
        return await self._send(operations.END_LIVE_ACTIVITY, None, live_activity_end_request, dict(fields))
