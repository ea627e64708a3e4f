# frozen_string_literal: true

require_relative "activitysmith/version"
require_relative "activitysmith/errors"
require_relative "activitysmith/response"
require_relative "activitysmith/generated/constants"
require_relative "activitysmith/generated/responses"
require_relative "activitysmith/generated/operations"
require_relative "activitysmith/internal/settings"
require_relative "activitysmith/internal/requests"
require_relative "activitysmith/internal/session"
require_relative "activitysmith/internal/resource"
require_relative "activitysmith/generated/resources"
require_relative "activitysmith/live_activities"
require_relative "activitysmith/metrics"
require_relative "activitysmith/client"

# Push notifications, Live Activities, widgets and badges on an iPhone, with one call each.
#
#   client = ActivitySmith::Client.new # the key is in ACTIVITYSMITH_API_KEY
#   client.notifications.send(title: "Backup finished")
module ActivitySmith
  autoload :Tracker, "#{__dir__}/activitysmith/tracker"

  # What is not for callers.
  module Internal
    autoload :Connection, "#{__dir__}/activitysmith/internal/connection"
    autoload :Pace, "#{__dir__}/activitysmith/internal/pace"
  end
end
