# frozen_string_literal: true

# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

require_relative "responses"

module ActivitySmith
  module Internal
    # The operations of the API, and which keyword arguments belong into a content state.
    module Operations
      # `path` is below the base URL, with the key in braces when there is one. An operation that is `idempotent` acts
      # again when it is sent again, unless an Idempotency-Key says that it is the same.
      Operation = Struct.new(:verb, :path, :response, :idempotent)

      STATE_FIELDS = %w[
        title
        subtitle
        color
        icon
        type
        number_of_steps
        current_step
        step_color
        step_colors
        badge
        percentage
        value
        upper_limit
        metrics
        message
        duration_seconds
        counts_down
        is_running
        auto_dismiss_minutes
        auto_dismiss_seconds
      ].freeze

      SEND_PUSH_NOTIFICATION = Operation.new("POST", "/push-notification", PushNotificationResponse, true).freeze
      RECONCILE_LIVE_ACTIVITY_STREAM = Operation.new("PUT", "/live-activity/stream/{stream_key}", LiveActivityStreamPutResponse, false).freeze
      END_LIVE_ACTIVITY_STREAM = Operation.new("DELETE", "/live-activity/stream/{stream_key}", LiveActivityStreamDeleteResponse, false).freeze
      START_LIVE_ACTIVITY = Operation.new("POST", "/live-activity/start", LiveActivityStartResponse, true).freeze
      UPDATE_LIVE_ACTIVITY = Operation.new("POST", "/live-activity/update", LiveActivityUpdateResponse, false).freeze
      END_LIVE_ACTIVITY = Operation.new("POST", "/live-activity/end", LiveActivityEndResponse, false).freeze
      UPDATE_METRIC_VALUE = Operation.new("POST", "/metrics/{key}/value", MetricValueUpdateResponse, false).freeze
      UPDATE_APP_ICON_BADGE_COUNT = Operation.new("POST", "/badge", AppIconBadgeCountUpdateResponse, false).freeze
    end
  end
end
