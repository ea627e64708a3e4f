# frozen_string_literal: true

# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

require_relative "../response"

module ActivitySmith
  # The notification is on its way.
  class PushNotificationResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Users these devices belong to.
    # @return [Integer, nil]
    def users_notified = self[:users_notified]

    # Channels that applied, `nil` when none did.
    # @return [Array<String>, nil]
    def effective_channel_slugs = self[:effective_channel_slugs]

    # Tags as they are now.
    # @return [Array<String>, nil]
    def tags = self[:tags]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # What the stream did with the state.
  class LiveActivityStreamPutResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # `started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`: nothing
    # changed and nothing was sent, `paused`: kept, but not shown.
    # @return [String]
    def operation = self[:operation]

    # Key of the stream.
    # @return [String]
    def stream_key = self[:stream_key]

    # Id of the Live Activity.
    # @return [String, nil]
    def activity_id = self[:activity_id]

    # The activity that was replaced, when `rotated`.
    # @return [String, nil]
    def previous_activity_id = self[:previous_activity_id]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Devices that get the newest state as soon as they have registered a token for the activity.
    # @return [Integer, nil]
    def devices_queued = self[:devices_queued]

    # Users these devices belong to.
    # @return [Integer, nil]
    def users_notified = self[:users_notified]

    # Channels that applied, `nil` when none did.
    # @return [Array<String>, nil]
    def effective_channel_slugs = self[:effective_channel_slugs]

    # Tags as they are now.
    # @return [Array<String>, nil]
    def tags = self[:tags]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # The stream has ended.
  class LiveActivityStreamDeleteResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # @return [String]
    def operation = self[:operation]

    # Key of the stream.
    # @return [String]
    def stream_key = self[:stream_key]

    # The activity that ended, `nil` when none was running.
    # @return [String, nil]
    def activity_id = self[:activity_id]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Devices that get the newest state as soon as they have registered a token for the activity.
    # @return [Integer, nil]
    def devices_queued = self[:devices_queued]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # The Live Activity is on its way.
  class LiveActivityStartResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # Id of the Live Activity.
    # @return [String]
    def activity_id = self[:activity_id]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Users these devices belong to.
    # @return [Integer, nil]
    def users_notified = self[:users_notified]

    # Channels that applied, `nil` when none did.
    # @return [Array<String>, nil]
    def effective_channel_slugs = self[:effective_channel_slugs]

    # Tags as they are now.
    # @return [Array<String>, nil]
    def tags = self[:tags]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # The change is on its way.
  class LiveActivityUpdateResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # Id of the Live Activity.
    # @return [String]
    def activity_id = self[:activity_id]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Devices that get the newest state as soon as they have registered a token for the activity.
    # @return [Integer, nil]
    def devices_queued = self[:devices_queued]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # The end is on its way.
  class LiveActivityEndResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # Id of the Live Activity.
    # @return [String]
    def activity_id = self[:activity_id]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer, nil]
    def devices_notified = self[:devices_notified]

    # Devices that get the newest state as soon as they have registered a token for the activity.
    # @return [Integer, nil]
    def devices_queued = self[:devices_queued]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end

  # The value is stored.
  class MetricValueUpdateResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]
  end

  # The number is on its way.
  class AppIconBadgeCountUpdateResponse < Response
    # Always true: errors have another status and another body.
    # @return [true]
    def success = self[:success]

    # The number as stored.
    # @return [Integer]
    def badge = self[:badge]

    # Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
    # @return [Integer]
    def devices_notified = self[:devices_notified]

    # Users these devices belong to.
    # @return [Integer]
    def users_notified = self[:users_notified]

    # The same as `devices_notified`, by the name that newer clients of the hosted service know. They alone get it.
    # @return [Integer, nil]
    def devices_updated = self[:devices_updated]

    # The same as `users_notified`, by the name that newer clients of the hosted service know. They alone get it.
    # @return [Integer, nil]
    def users_updated = self[:users_updated]

    # Channels that applied, `nil` when none did.
    # @return [Array<String>, nil]
    def effective_channel_slugs = self[:effective_channel_slugs]

    # When the server accepted the request (ISO 8601, UTC).
    # @return [Time]
    def timestamp = self[:timestamp]
  end
end
