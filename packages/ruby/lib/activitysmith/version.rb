# frozen_string_literal: true

module ActivitySmith
  VERSION = "2.0.0.next.0"
end
