# frozen_string_literal: true

module ActivitySmith
  # The client. Make one and keep it: its connections stay open between calls, and threads may share it.
  class Client
    # The number on the app icon.
    class Badge < Internal::Resource
      def count(value,
                fields)
        perform(Internal::Operations::UPDATE_APP_ICON_BADGE_COUNT, nil, { badge: value }, fields)
      end
    end
    private_constant :Badge

    # @return [Notifications]
    attr_reader :notifications
    # @return [LiveActivities]
    attr_reader :live_activities
    # @return [Metrics]
    attr_reader :metrics

    # @param api_key [String, nil] default: the environment variable `ACTIVITYSMITH_API_KEY`
    # @param base_url [String, nil] default: `ACTIVITYSMITH_BASE_URL`, else the hosted service
    # @param timeout [Numeric] seconds for one try, its body included
    # @param max_retries [Integer] how often a failed request is tried again
    # @param allow_insecure_http [Boolean, nil] lets plain HTTP go to other machines; default: true with
    #   `ACTIVITYSMITH_ALLOW_INSECURE_HTTP=1`
    # @param ssl_context [OpenSSL::SSL::SSLContext, nil] in place of Ruby's default one, after its `set_params`
    # @raise [ValidationError] the key is missing, or a setting is wrong
    def initialize(
      api_key: nil, base_url: nil, timeout: 10, max_retries: 2, allow_insecure_http: nil, ssl_context: nil
    )
      settings = Internal::Settings.new(
        api_key:, base_url:, timeout:, max_retries:,
        allow_insecure_http:, ssl_context:
      )
      @session = Internal::Session.new(settings)
      @badge = Badge.new(@session)
      @notifications = Notifications.new(@session)
      @live_activities = LiveActivities.new(@session)
      @metrics = Metrics.new(@session)
    end

    # Sets the number on the app icon; 0 clears it.
    #
    # @param value [Integer]
    # @param fields `channels` or `target`; `timeout`, `max_retries` and `idempotency_key` for this call
    # @return [AppIconBadgeCountUpdateResponse]
    def badge_count(value, **fields) = @badge.count(value, fields)

    # Closes idle connections. Calls that are under way end as usual, later ones are refused.
    # @return [void]
    def close = @session.close

    def inspect = "#<#{self.class} base_url=#{@session.settings.base_url.inspect}>"
    alias to_s inspect
  end
end
