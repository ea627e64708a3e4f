# frozen_string_literal: true

# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

require_relative "../internal/resource"
require_relative "operations"

module ActivitySmith
  # Push notifications.
  class Notifications < Internal::Resource
    # Send a push notification. Sends a notification to the devices in the scope of the API key, or in the channels that
    # are named. It can open a link, show media when it is expanded, or carry up to four buttons.
    #
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [PushNotificationResponse]
    def send(request = nil, **fields)
      perform(Internal::Operations::SEND_PUSH_NOTIFICATION, nil, request, fields)
    end
    alias send_push_notification send
  end

  # Live Activities on the lock screen and in the Dynamic Island.
  class LiveActivities < Internal::Resource
    TYPE_SEGMENTED_PROGRESS = "segmented_progress"
    TYPE_PROGRESS = "progress"
    TYPE_METRICS = "metrics"
    TYPE_STATS = "stats"
    TYPE_ALERT = "alert"
    TYPE_VALUE = "value"
    TYPE_TIMER = "timer"

    # Show the newest state of a stream. Give each thing that you watch a stable key and send its newest state whenever
    # it changes. The first request starts a Live Activity, later ones update it; it is replaced by a fresh one before
    # iOS ends it after 8 hours. A state that changes nothing is answered with `noop` and not sent.
    #
    # @param stream_key [String]
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [LiveActivityStreamPutResponse]
    def stream(stream_key, request = nil, **fields)
      perform(Internal::Operations::RECONCILE_LIVE_ACTIVITY_STREAM, stream_key, request, fields)
    end
    alias reconcile_live_activity_stream stream

    # End a stream. Ends the stream's Live Activity, if wanted with a last state. It leaves the lock screen after 2
    # minutes unless the state says otherwise. A body is optional.
    #
    # @param stream_key [String]
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [LiveActivityStreamDeleteResponse]
    def end_stream(stream_key, request = nil, **fields)
      perform(Internal::Operations::END_LIVE_ACTIVITY_STREAM, stream_key, request, fields)
    end
    alias end_live_activity_stream end_stream

    # Start a Live Activity. Starts a Live Activity whose life you manage yourself, by its id. A stream needs less: it
    # starts, updates and replaces activities by itself.
    #
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [LiveActivityStartResponse]
    def start(request = nil, **fields)
      perform(Internal::Operations::START_LIVE_ACTIVITY, nil, request, fields)
    end
    alias start_live_activity start

    # Update a Live Activity. Changes a running Live Activity. Fields that are left out keep their values. Devices that
    # have not registered a token for the activity yet get the newest state when they do.
    #
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [LiveActivityUpdateResponse]
    def update(request = nil, **fields)
      perform(Internal::Operations::UPDATE_LIVE_ACTIVITY, nil, request, fields)
    end
    alias update_live_activity update

    # End a Live Activity. Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes unless the
    # state says otherwise. Ending it again is no error.
    #
    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; `nil` is the same as left out. `timeout`, `max_retries` and
    #   `idempotency_key` are for this call
    # @return [LiveActivityEndResponse]
    def end(request = nil, **fields)
      perform(Internal::Operations::END_LIVE_ACTIVITY, nil, request, fields)
    end
    alias end_live_activity end
  end
end
