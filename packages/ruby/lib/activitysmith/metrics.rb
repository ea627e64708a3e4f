# frozen_string_literal: true

module ActivitySmith
  # The values that widgets show.
  class Metrics < Internal::Resource
    # Stores the newest value of a metric that exists in the workspace.
    #
    # @param key [String] the metric's key
    # @param value [Numeric, String, Hash] the value, or a request with `value` and `timestamp`
    # @param timestamp [Time, String, nil] a value that is older than the stored one is ignored
    # @param options `timeout`, `max_retries` and `idempotency_key`, for this call
    # @return [MetricValueUpdateResponse]
    def update(key, value, timestamp: nil, **options)
      request = value.respond_to?(:to_hash) ? value : { value: }
      perform(Internal::Operations::UPDATE_METRIC_VALUE, key, request, { timestamp:, **options })
    end
    alias update_metric_value update
  end
end
