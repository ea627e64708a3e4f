# frozen_string_literal: true

require_relative "../errors"

module ActivitySmith
  module Internal
    # When a failed request may be sent again, and how long to wait before.
    module Policy
      LONGEST_WAIT = 60.0
      # Statuses of requests that were not processed. 409: another one with the same idempotency key is running.
      UNPROCESSED = [408, 409, 429].freeze

      module_function

      # Seconds that a `Retry-After` header asks to wait, in either of its forms; `nil` without a usable one.
      def retry_after(value)
        return if value.nil?
        return Float(value) if value.match?(/\A\d+(\.\d+)?\z/)

        require "time"
        seconds = Time.httpdate(value) - Time.now
        seconds if seconds >= 0
      rescue ArgumentError
        nil
      end

      # Seconds to wait before the next try, `nil` when there must be none.
      #
      # Tried again: answers with `Retry-After`, 408, 409, 429 for the rate, 5xx, failed connections and timeouts. Not
      # when the server asks to wait longer than a minute.
      #
      # @param attempt how many requests were sent so far
      # @param repeatable false when doing it twice would show, so that only a request that was surely not processed
      #   may be sent again
      # @param chance from 0 to 1
      def delay(error, attempt, repeatable:, chance: rand)
        return unless again?(error, repeatable)

        asked = error.retry_after if error.is_a?(APIError)
        return if asked && asked > LONGEST_WAIT

        # Jitter, so that clients that failed together don't come back together.
        backoff = [8.0, 0.25 * (2**attempt)].min * (0.5 + (chance / 2))
        [asked || 0.0, backoff].max
      end

      def again?(error, repeatable)
        case error
        when LiveActivityLimitError then false
        when APIError
          asked = !error.retry_after.nil?
          UNPROCESSED.include?(error.status) || (error.status == 503 && asked) ||
            (repeatable && (asked || error.status >= 500))
        when ConnectionError then repeatable || !error.sent?
        end
      end
    end
  end
end
