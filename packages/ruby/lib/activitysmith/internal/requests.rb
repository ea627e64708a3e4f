# frozen_string_literal: true

require "json"
require "securerandom"
require_relative "settings"
require_relative "session"
require_relative "plain"

module ActivitySmith
  module Internal
    # From what a method was given to what is sent: fields by name put in their places, and what would do harm refused.
    module Requests
      LEVELS = PushInterruptionLevel::VALUES
      OPTIONS = %w[timeout max_retries idempotency_key].freeze
      private_constant :LEVELS

      module_function

      # @param given a request whole, or `nil`
      # @param fields of it by name, which win, and the options of the call. What is `nil` of these was not given.
      def prepare(settings, operation, key, given, fields)
        options = fields.compact.transform_keys(&:to_s)
        fields = Plain.object("the request", options.except(*OPTIONS))
        body = body_from(given, fields, with_state: operation.path.start_with?("/live-activity"))
        # Only the end of a stream may come without one.
        body = nil if operation.verb == "DELETE" && body.empty?
        request_for(settings, operation, key, body, options)
      end

      def body_from(given, fields, with_state:)
        body = Plain.object("the request", given)
        if with_state
          inner = fields.slice(*Operations::STATE_FIELDS)
          fields = fields.except(*Operations::STATE_FIELDS)
          states = [body["content_state"], fields.delete("content_state"), inner]
          state = states.map { |one| Plain.object("content_state", one) }.reduce(:merge)
          body["content_state"] = state unless state.empty?
        end
        checked(body.merge(fields))
      end

      # Moves `channels` to where the hosted service reads them, and refuses what would do something else than was
      # meant: no channels at all would be everyone, of two different lists one would lose, and so would media beside
      # buttons.
      def checked(body)
        refuse("media cannot be combined with actions") if filled?(body["media"]) && filled?(body["actions"])
        if body.key?("interruption_level") && !LEVELS.include?(body["interruption_level"])
          refuse("interruption_level must be passive, active, or time-sensitive")
        end
        return body unless body.key?("channels")

        channels = slugs(body.delete("channels"))
        target = body["target"]
        if target && slugs(Plain.object("target", target)["channels"]) != channels
          refuse("channels must be the same as target.channels when both are given")
        end
        body.merge("target" => { "channels" => channels })
      end

      def filled?(value) = value.respond_to?(:empty?) ? !value.empty? : value

      # A list of slugs, or slugs between commas.
      def slugs(channels)
        channels = channels.split(",") if channels.is_a?(String)
        unless channels.is_a?(Array) && channels.all?(String)
          refuse("channels must be an array of channel slugs, or one text with commas between them")
        end
        slugs = channels.map(&:strip).reject(&:empty?)
        refuse("channels must contain at least one channel") if slugs.empty?
        slugs
      end

      def request_for(settings, operation, key, body, options)
        path = operation.path.sub(/\{(\w+)\}/) { segment(Regexp.last_match(1), key) }
        Request.new(
          verb: operation.verb,
          path:,
          headers: headers_for(operation, body, options["idempotency_key"]),
          body: body && JSON.generate(body),
          timeout: Settings.positive(:timeout, options.fetch("timeout", settings.timeout)),
          max_retries: Settings.whole(:max_retries, options.fetch("max_retries", settings.max_retries)),
          # Doing it twice shows, unless the server knows it by its key. The hosted service isn't known to.
          repeatable: !(operation.idempotent && settings.hosted?),
          subject: path == operation.path ? body&.fetch("activity_id", nil) : path
        )
      end

      # One part of a path, whatever is in it.
      def segment(name, key)
        key = Plain.value(name, key)
        # Dots alone would climb up the path.
        refuse("#{name} must be a text that is not empty") if !key.is_a?(String) || key.match?(/\A\.*\z/)
        key.b.gsub(/[^A-Za-z0-9_.~-]/n) { |byte| format("%%%02X", byte.ord) }
      end

      def headers_for(operation, body, idempotency_key)
        headers = body ? { "Content-Type" => "application/json" } : {}
        idempotency_key ||= SecureRandom.hex(16) if operation.idempotent
        return headers if idempotency_key.nil?

        unless idempotency_key.is_a?(String) && idempotency_key.b.match?(/\A[ -~]+\z/n)
          refuse("idempotency_key must be printable ASCII")
        end
        headers.merge("Idempotency-Key" => idempotency_key)
      end

      def refuse(message) = Settings.refuse(message)
    end
  end
end
