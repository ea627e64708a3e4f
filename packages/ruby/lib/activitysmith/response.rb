# frozen_string_literal: true

require "json"

module ActivitySmith
  # The server's count of requests: how many are allowed in a window, how many are left of them, and the seconds until
  # the window ends.
  RateLimit = Struct.new(:limit, :remaining, :reset)

  # An answer. Its fields have methods; `[]` gives those too that a newer server adds.
  class Response
    # The hosted service answers by the newer names.
    SAME = {
      devices_updated: :devices_notified,
      devices_notified: :devices_updated,
      users_updated: :users_notified,
      users_notified: :users_updated
    }.freeze
    MOMENTS = %i[timestamp].freeze
    private_constant :SAME, :MOMENTS

    # @api private
    def initialize(body, headers = {})
      @body = body
      @headers = headers
    end

    # A field by its name, `nil` when it did not come.
    # @param name [Symbol, String]
    # @return [Object]
    def [](name)
      name = name.to_sym
      value = @body.fetch(name) { @body[SAME[name]] }
      MOMENTS.include?(name) ? moment(value) : value
    end

    # The `X-Request-Id` header, to quote when you ask for support.
    # @return [String, nil]
    def request_id = @headers["x-request-id"]

    # What the `RateLimit-*` headers say, when the server sends them.
    # @return [RateLimit, nil]
    def rate_limit
      counts = %w[limit remaining reset].map { |name| @headers["ratelimit-#{name}"].to_i }
      RateLimit.new(*counts).freeze if counts.first.positive?
    end

    # The fields that came, by symbols; moments as `Time`.
    # @return [Hash{Symbol => Object}]
    def to_h = @body.to_h { |name, _| [name, self[name]] }
    alias to_hash to_h

    # For patterns: `in { operation: "noop" }`.
    def deconstruct_keys(_names)
      SAME.each_with_object(to_h) do |(name, other), fields|
        fields[name] = fields[other] if fields.key?(other) && !fields.key?(name)
      end
    end

    # The body as it came, as JSON.
    # @return [String]
    def to_json(...) = @body.to_json(...)

    def ==(other) = other.instance_of?(self.class) && other.body == body
    alias eql? ==
    def hash = body.hash

    def inspect = "#<#{self.class} #{to_h.map { |name, value| "#{name}=#{value.inspect}" }.join(', ')}>"
    alias to_s inspect

    protected

    attr_reader :body

    private

    # What is no moment stays as it came: the request has been accepted all the same.
    def moment(value)
      require "time"
      value.is_a?(String) ? Time.iso8601(value) : value
    rescue ArgumentError
      value
    end
  end
end
