# frozen_string_literal: true

require "uri"
require_relative "../errors"
require_relative "../version"

module ActivitySmith
  module Internal
    # What a client is told, checked when it is made and before anything is sent.
    class Settings
      HOSTED = "https://activitysmith.com/api"
      HOSTED_HOST = /\A(.*\.)?activitysmith\.com\.?\z/i
      LOOPBACK = /\A(localhost|127(\.\d+){3}|::1)\z/i
      # Seconds, half a year: what waits takes no infinite ones.
      LONGEST = 2**24
      private_constant :HOSTED, :HOSTED_HOST, :LOOPBACK, :LONGEST

      attr_reader :base_url, :host, :port, :path, :headers, :timeout, :max_retries

      def initialize(api_key:, base_url:, timeout:, max_retries:, allow_insecure_http:, ssl_context:)
        @authorization = sealed(api_key) || Settings.refuse("api_key is required")
        allow_insecure_http = ENV["ACTIVITYSMITH_ALLOW_INSECURE_HTTP"] == "1" if allow_insecure_http.nil?
        locate(filled(base_url) || filled(ENV.fetch("ACTIVITYSMITH_BASE_URL", nil)) || HOSTED, allow_insecure_http)
        @timeout = Settings.positive(:timeout, timeout)
        @max_retries = Settings.whole(:max_retries, max_retries)
        @ssl_context = verifying(ssl_context, allow_insecure_http)
        @making = Mutex.new
        @headers = {
          "User-Agent" => "activitysmith-ruby/#{VERSION}",
          "X-ActivitySmith-SDK" => "ruby-v#{VERSION}",
          "Accept" => "application/json",
          # What is not packed has the length that it says.
          "Accept-Encoding" => "identity"
        }.freeze
      end

      # The header's value.
      def authorization = @authorization.call

      def tls? = @tls
      def hosted? = host.match?(HOSTED_HOST)

      # What connections are secured with.
      def ssl_context
        @making.synchronize do
          @ssl_context ||= OpenSSL::SSL::SSLContext.new.tap do |one|
            # The certificate is held against an IP address too, when the connection is there.
            one.set_params(min_version: OpenSSL::SSL::TLS1_2_VERSION, verify_hostname: !server_name.nil?)
          end
        end
      end

      # RFC 6066, section 3: an IP address is none.
      def server_name = (host unless host.match?(/\A[\d.]+\z|:/))

      class << self
        # Refuses what is no time to wait.
        def positive(name, value)
          refuse("#{name} must be above 0 seconds") unless value.is_a?(Numeric) && value.real? && value.positive?
          [value.to_f, LONGEST].min
        end

        # Refuses what is no pause.
        def pause(name, value)
          refuse("#{name} must be at least 0 seconds") unless value.is_a?(Numeric) && value.real? && value >= 0
          value
        end

        # Refuses what is no count.
        def whole(name, value)
          refuse("#{name} must be a whole number of at least 0") unless value.is_a?(Integer) && value >= 0
          value
        end

        # Where it is raised, no variable holds more than the message.
        def refuse(message) = raise(ValidationError, "ActivitySmith: #{message}")
      end

      private

      # The key is in no instance variable, and so in nothing that shows or stores objects by theirs.
      def sealed(api_key)
        key = (api_key || ENV.fetch("ACTIVITYSMITH_API_KEY", nil)).to_s.b.strip
        # Other characters can't be in a header.
        -> { "Bearer #{key}" } if key.match?(/\A[!-~]+\z/n)
      end

      def filled(value)
        # As bytes: they are checked before it is known what text they are.
        text = value.to_s.b.strip
        text unless text.empty?
      end

      def locate(text, allow_insecure_http)
        @base_url = text.sub(%r{/+\z}, "")
        uri = parsed(@base_url)
        secure = uri && (uri.scheme == "https" || allow_insecure_http || local?(uri.hostname))
        # Credentials in the URL would be in every error that names it.
        if !secure || uri.userinfo || uri.query || uri.fragment
          Settings.refuse("base_url must be https, or http to this machine, without credentials")
        end
        @tls = uri.scheme == "https"
        @host = uri.hostname
        @port = uri.port
        @path = uri.path
      end

      # One as Ruby makes it does not: `set_params` lets it.
      def verifying(ssl_context, allow_insecure_http)
        return if ssl_context.nil?

        verifies = ssl_context.respond_to?(:verify_mode) &&
                   (allow_insecure_http || local?(host) || ssl_context.verify_mode != OpenSSL::SSL::VERIFY_NONE)
        return ssl_context if verifies

        Settings.refuse("ssl_context must be an OpenSSL::SSL::SSLContext that verifies certificates (set_params)")
      end

      def local?(host) = host.match?(LOOPBACK)

      def parsed(url)
        uri = URI.parse(url)
        uri if uri.is_a?(URI::HTTP) && uri.hostname && !uri.hostname.empty?
      rescue URI::Error
        nil
      end
    end
  end
end
