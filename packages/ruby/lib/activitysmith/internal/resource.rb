# frozen_string_literal: true

require_relative "requests"

module ActivitySmith
  module Internal
    # What the resources of a client are made of.
    class Resource
      def initialize(session)
        @session = session
      end

      def inspect = "#<#{self.class}>"
      alias to_s inspect

      private

      def perform(operation, key, request, fields)
        prepared = Requests.prepare(@session.settings, operation, key, request, fields)
        operation.response.new(*@session.call(prepared))
      end
    end
  end
end
