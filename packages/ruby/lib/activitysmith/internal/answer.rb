# frozen_string_literal: true

require "json"

module ActivitySmith
  module Internal
    # From what came to what a method gives, or raises.
    module Answer
      module_function

      # The parsed body and the headers of an answer of net/http.
      def result(answer)
        headers = answer.each_header.to_h.transform_values { |value| text(value) }
        body = text(answer.body.to_s)
        status = answer.code.to_i
        data = parse(body)
        return [data, headers] if status.between?(200, 299) && data.is_a?(Hash)

        retry_after = Policy.retry_after(headers["retry-after"])
        raise error_class(status, data).new(status:, headers:, body:, retry_after:)
      end

      # What came are bytes, of whatever kind.
      def text(bytes) = bytes.dup.force_encoding(Encoding::UTF_8).scrub

      # What is JSON with symbols as keys, `nil` for what is none.
      def parse(text)
        JSON.parse(text, symbolize_names: true, freeze: true)
      rescue JSON::ParserError
        nil
      end

      def error_class(status, data)
        said = data.is_a?(Hash) ? data : {}
        return LiveActivityLimitError if said.values_at(:limit, :active).all?(Integer)
        return NoRecipientsError if said[:error] == "No recipients found"

        case status
        when 400 then BadRequestError
        when 401 then AuthenticationError
        when 403 then PermissionDeniedError
        when 404 then NotFoundError
        when 429 then RateLimitError
        else status >= 500 ? InternalServerError : APIError
        end
      end
    end
  end
end
