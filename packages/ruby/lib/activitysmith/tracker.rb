# frozen_string_literal: true

module ActivitySmith
  # What `live_activities.track` gives: a handle for a job that reports often. The job goes on whatever happens to the
  # requests.
  #
  # Reports return at once, and a thread sends what was reported. It lives while there is something to send: a program
  # that finishes without `end` waits for it, but its activity goes on showing that state.
  class Tracker
    THREAD = "activitysmith-track"
    private_constant :THREAD

    # Ruby ends threads with the program.
    at_exit { Thread.list.each { |thread| thread.join if thread.name == THREAD } }

    # @api private
    def initialize(activities, stream_key, state, fields, interval:, strict:, on_error:)
      @activities = activities
      @key = stream_key
      @strict = strict
      @on_error = on_error
      pause = Internal::Settings.pause(:interval, interval)
      fields = Internal::Pace.given(nil, fields)
      check(fields, on_error)
      first = Internal::Pace.given(state, fields.slice(*Internal::Operations::STATE_FIELDS))
      @pace = Internal::Pace.new(first, fields.except(*Internal::Operations::STATE_FIELDS), pause)
      @mutex = Mutex.new
      @changed = ConditionVariable.new
      @ended = false
      @mutex.synchronize { schedule }
    end

    # Changes some fields. In a `patch`, `nil` clears one.
    # @return [void]
    def update(patch = nil, **fields)
      change(Internal::Pace.given(patch, fields))
    end

    # Sets the progress, in per cent or as a value with its upper limit.
    # @return [void]
    def progress(percentage = nil, value: nil, upper_limit: nil)
      update(percentage:, value:, upper_limit:)
    end

    # Sets the current step, and if wanted how many there are and what it does.
    # @return [void]
    def step(current, of: nil, subtitle: nil)
      update(current_step: current, number_of_steps: of, subtitle:)
    end

    # Ends the stream with its last state.
    #
    # Waits for the answer, and tries again when it fails. What is reported afterwards is ignored, and a second end does
    # nothing.
    # @return [void]
    def end(final = nil, **fields)
      given = Internal::Pace.given(final, fields)
      return unless stopped?

      @pace.last_states(given).each do |last|
        break if finish(last)
      end
      tell_job
    end

    # Ends the stream in red, with the error's message on it.
    # @param error [Exception, String]
    # @return [void]
    def fail(error) = self.end(Internal::Pace.final_for(error))

    # Ends the stream when the block ends, in red when by an error.
    # @return what the block gives
    def run
      yield self
    rescue SystemExit => e
      failure = e unless e.success?
      raise
    rescue Exception => e # rubocop:disable Lint/RescueException -- an interrupt ends a job too
      failure = e
      raise
    ensure
      # The job's own error is the one to hear of.
      failure ? quietly { fail(failure) } : self.end
    end

    private

    # What would fail each request is told here: the job would not hear of it.
    def check(fields, on_error)
      Internal::Settings.refuse("on_error must respond to call") unless on_error.nil? || on_error.respond_to?(:call)
      return unless fields.keys.intersect?(Internal::Requests::OPTIONS)

      Internal::Settings.refuse("timeout, max_retries and idempotency_key are for one request, not for track")
    end

    def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

    def change(patch)
      @mutex.synchronize do
        return if @ended

        @pace.change(patch)
        schedule
        tell_job
      end
    end

    # A forked process has none of its parent's threads.
    def schedule
      return if @thread&.alive?

      @thread = Thread.new { send_states }
      @thread.name = THREAD
    end

    def send_states
      while (body = next_body)
        begin
          # The retries are made here, because by then there may be a newer state.
          answer = @activities.stream(@key, body, max_retries: 0)
          @mutex.synchronize { @pace.succeeded(answer.rate_limit, now) }
        rescue StandardError => e
          @mutex.synchronize { @pace.failed(e, now) }
          tell(e)
        end
      end
    ensure
      # Whatever ended it: `end` may be waiting.
      @mutex.synchronize do
        @thread = nil if @thread == Thread.current
        @changed.broadcast
      end
    end

    # Waits until there is something to send; `nil` when there is nothing, which ends the thread.
    def next_body
      @mutex.synchronize do
        while !@ended && @pace.pending?
          left = @pace.not_before - now
          return @pace.begin unless left.positive?

          @changed.wait(@mutex, left)
        end
        @thread = nil
      end
    end

    # Whether this is the first end; then nothing is under way any more.
    def stopped?
      @mutex.synchronize do
        return false if @ended

        @ended = true
        @changed.broadcast
        # It may be called from there, by `on_error`.
        @changed.wait(@mutex) while @thread&.alive? && @thread != Thread.current
        true
      end
    end

    # Whether there is no point in trying less.
    def finish(last)
      # A stream that never came to be can't be ended, and its last state would be seen by nobody.
      @activities.stream(@key, @pace.body(last)) unless @pace.delivered?
      @pace.delivered!
      @activities.end_stream(@key, { "content_state" => last })
      true
    rescue StandardError => e
      tell(e)
      !@pace.report(e)
    end

    # Whatever the user's function does must not break the job.
    def tell(error) = quietly { @on_error&.call(error) }

    def tell_job
      raise @pace.failure if @strict && @pace.failure
    end

    def quietly
      yield
    rescue StandardError
      nil
    end
  end
end
