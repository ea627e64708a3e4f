# frozen_string_literal: true

require_relative "internal/answer"

# The name by which code written for 1.x rescues errors.
module OpenapiClient
  # An error of a request.
  class ApiError < StandardError
    # The HTTP status, `nil` without an answer.
    # @return [Integer, nil]
    attr_reader :code
    # By their names in lower case.
    # @return [Hash{String => String}, nil]
    attr_reader :response_headers
    # @return [String, nil]
    attr_reader :response_body

    # @param given [Hash, String, nil] a message, or `message`, `code`, `response_headers` and `response_body`.
    def initialize(given = nil)
      fields = given.is_a?(Hash) ? given.transform_keys(&:to_sym) : { message: given }
      @code, @response_headers, @response_body = fields.values_at(:code, :response_headers, :response_body)
      super(fields[:message])
    end
  end
end

module ActivitySmith
  # In every error of this gem. No error holds the API key.
  module Error
    # How often the request was sent, `nil` when it was not.
    # @return [Integer, nil]
    attr_accessor :attempts
  end

  # The server answered with an error, or not with JSON.
  class APIError < OpenapiClient::ApiError
    include Error

    # @!attribute [r] status
    #   The HTTP status; `code` is the same.
    #   @return [Integer]
    alias status code
    # @!attribute [r] headers
    #   The answer's headers, by their names in lower case.
    #   @return [Hash{String => String}]
    alias headers response_headers
    # @!attribute [r] body
    #   The answer's body as text.
    #   @return [String]
    alias body response_body
    # The body parsed with symbols as keys, `nil` when it is no JSON.
    # @return [Object]
    attr_reader :data
    # The short title in the answer's `error` field, such as `Rate limit exceeded`.
    # @return [String, nil]
    attr_reader :reason
    # Seconds to wait, when the answer has a `Retry-After` header.
    # @return [Float, nil]
    attr_reader :retry_after

    def initialize(status:, headers: {}, body: "", retry_after: nil)
      @data = Internal::Answer.parse(body)
      @retry_after = retry_after
      reason, message = @data.values_at(:error, :message) if @data.is_a?(Hash)
      @reason = reason if reason.is_a?(String)
      said = message.is_a?(String) ? message : @reason || "HTTP #{status}"
      super(code: status, message: said, response_headers: headers, response_body: body)
    end

    # The answer's `X-Request-Id`, to quote when you ask for support.
    # @return [String, nil]
    def request_id = headers["x-request-id"]
  end

  # 400: something in the request is not allowed. The message names it.
  class BadRequestError < APIError; end

  # 401: the API key is missing or wrong.
  class AuthenticationError < APIError; end

  # 403: the API key may not do this.
  class PermissionDeniedError < APIError; end

  # 404: there is no such Live Activity, stream, metric or route.
  class NotFoundError < APIError; end

  # 404: no device matched the channels.
  class NoRecipientsError < APIError
    # The channels that applied, `nil` when none did.
    # @return [Array<String>, nil]
    def effective_channel_slugs = data[:effective_channel_slugs]
  end

  # 429: too many requests in this minute.
  class RateLimitError < APIError; end

  # 429: the account shows as many Live Activities as it may. Waiting does not help, ending one does.
  class LiveActivityLimitError < APIError
    # How many may be active at once.
    # @return [Integer]
    def limit = data[:limit]

    # How many are.
    # @return [Integer]
    def active = data[:active]
  end

  # 5xx: the server failed.
  class InternalServerError < APIError; end

  # No answer, or not all of it: refused, reset, no such host, cut off. `cause` is the system's error.
  class ConnectionError < OpenapiClient::ApiError
    include Error

    def initialize(message, sent: true)
      super(message)
      @sent = sent
    end

    # False when the connection was never made, so that the server surely did nothing.
    # @return [Boolean]
    def sent? = @sent
  end

  # No complete answer in time.
  class TimeoutError < ConnectionError; end

  # The call was wrong, and nothing was sent.
  class ValidationError < ArgumentError
    include Error
  end
end
