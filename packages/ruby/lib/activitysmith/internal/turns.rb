# frozen_string_literal: true

module ActivitySmith
  module Internal
    # The calls for each thing that has one running, in the order in which they were made.
    #
    # Calls that set the state of one thing go out one at a time, and an older one is not tried again once there is a
    # newer one. Otherwise a slow or repeated old request could arrive last: an old state would stay on the screen, or
    # an ended stream would start again.
    class Turns
      # A call's place in the line.
      class Turn
        def initialize(mutex, line, changed)
          @mutex = mutex
          @line = line
          @changed = changed
        end

        # Whether there is a newer call.
        def superseded? = @mutex.synchronize { newer? }

        # Waits, until there is a newer call at most.
        def pause(seconds)
          till = now + seconds
          @mutex.synchronize do
            while !newer? && (left = till - now).positive?
              @changed.wait(@mutex, left)
            end
          end
        end

        # Waits until the calls before it are done.
        def wait = @mutex.synchronize { @changed.wait(@mutex) until @line.first.equal?(self) }

        private

        def newer? = !@line.last.equal?(self)
        def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      end

      # Calls that set no state.
      module Free
        module_function

        def superseded? = false
        def pause(seconds) = sleep(seconds)
      end

      Line = Struct.new(:turns, :changed)
      private_constant :Line

      def initialize
        @mutex = Mutex.new
        @lines = {}
      end

      # Runs the block when it is its turn. Whatever ends it, an interrupt too, lets the next one go.
      #
      # @param subject the one thing whose state it sets; `nil` when it acts on its own
      def take(subject)
        return yield Free if subject.nil?

        turn = nil
        begin
          whole { turn = enter(subject) }
          turn.wait
          yield turn
        ensure
          whole { leave(subject, turn) } if turn
        end
      end

      # How many calls there are for a thing.
      def count(subject) = @mutex.synchronize { @lines[subject]&.turns&.size || 0 }

      private

      # A place that an interrupt lets nobody leave would hold up all later calls, for ever.
      def whole(&) = Thread.handle_interrupt(Object => :never, &)

      def enter(subject)
        @mutex.synchronize do
          line = @lines[subject] ||= Line.new([], ConditionVariable.new)
          turn = Turn.new(@mutex, line.turns, line.changed)
          line.turns << turn
          line.changed.broadcast
          turn
        end
      end

      def leave(subject, turn)
        @mutex.synchronize do
          line = @lines.fetch(subject)
          line.turns.delete(turn)
          @lines.delete(subject) if line.turns.empty?
          line.changed.broadcast
        end
      end
    end
  end
end
