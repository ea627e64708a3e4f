# frozen_string_literal: true

# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

module ActivitySmith
  # The colours.
  module LiveActivityColor
    LIME = "lime"
    GREEN = "green"
    CYAN = "cyan"
    BLUE = "blue"
    PURPLE = "purple"
    MAGENTA = "magenta"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GRAY = "gray"
    VALUES = constants.map { |name| const_get(name) }.freeze
  end

  # How much a notification interrupts, by Apple's names.
  module PushInterruptionLevel
    PASSIVE = "passive"
    ACTIVE = "active"
    TIME_SENSITIVE = "time-sensitive"
    VALUES = constants.map { |name| const_get(name) }.freeze
  end
end
