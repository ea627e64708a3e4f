# frozen_string_literal: true

require_relative "plain"
require_relative "policy"

module ActivitySmith
  module Internal
    # What a tracker should send, and when: its newest state, at a pace that leaves room for others. Knows no clock.
    class Pace
      # How often a state is tried when no newer one comes.
      TRIES = 3
      private_constant :TRIES

      # What was accepted at last, and why it could not be.
      attr_reader :state, :failure, :not_before

      # A change, with texts as keys; fields by name that are `nil` were not given. A value that has no form in JSON is
      # found when it is sent: it must not break the job.
      def self.given(patch, fields)
        patch ||= {}
        Settings.refuse("the state must be a Hash, not #{patch.class}") unless patch.respond_to?(:to_hash)
        changes = patch.to_hash.transform_keys(&:to_s).merge(fields.compact.transform_keys(&:to_s))
        changes.transform_values { |value| value.is_a?(Symbol) ? value.name : value }
      end

      # A state with a change.
      def self.merge(state, patch)
        # With another type the service keeps what all types have, and refuses the rest.
        same = patch.fetch("type", state["type"]) == state["type"]
        base = same ? state : state.slice("title")
        # It would win over a value.
        base = base.except("percentage") if patch["upper_limit"]
        base.merge(patch)
      end

      # The state of a job that failed: red, with the error's message.
      def self.final_for(error)
        message = error.is_a?(Exception) ? error.message : error.to_s
        message = error.class.name if message.empty?
        { "color" => "red", "subtitle" => Plain.utf8(message, invalid: :replace, undef: :replace).scrub[0, 200] }
      end

      # @param request what every request carries beside the state
      # @param interval seconds between two requests, at least
      def initialize(state, request, interval)
        @state = @accepted = @fallback = @sent = state
        @request = request
        @interval = interval
        @pending = true
        @delivered = false
        @failures = 0
        @not_before = 0.0
      end

      # Whether there is a state that should be sent.
      def pending? = @pending

      def delivered? = @delivered

      def delivered! = @delivered = true

      def change(patch)
        @state = Pace.merge(@state, patch)
        @fallback = Pace.merge(@fallback, patch)
        @failures = 0
        @pending = true
      end

      # The request to send now.
      def begin
        @sent = @state
        @pending = false
        # What the state will be when this one is refused.
        @fallback = @accepted
        body(@sent)
      end

      def body(state) = @request.merge("content_state" => state)

      def succeeded(rate, now)
        @delivered = true
        @failure = nil
        # These two act each time they are sent: the alert rings, the timer starts anew.
        @request = @request.except("alert")
        @state = @state.except("duration_seconds") if @sent["duration_seconds"] == @state["duration_seconds"]
        @accepted = @sent.except("duration_seconds")
        wait(now, rate ? rate.reset.fdiv([rate.remaining, 1].max) : 0)
      end

      def failed(error, now)
        @failures += 1
        delay = Policy.delay(error, @failures, repeatable: true) if error.is_a?(Error)
        @pending = true if delay && @failures < TRIES
        @state = @fallback if report(error)
        wait(now, delay || 0)
      end

      # Whether the state was refused, and would be again.
      def report(error)
        @failure = error
        error.is_a?(BadRequestError) || error.is_a?(ValidationError)
      end

      # What to end with, in turn. One that isn't ended would stay, so that after a refusal less is asked for.
      def last_states(final)
        @failure = nil
        [Pace.merge(@state, final), Pace.merge(@accepted, final), @accepted]
      end

      private

      def wait(now, asked) = @not_before = now + [@interval, [asked, Policy::LONGEST_WAIT].min].max
    end
  end
end
