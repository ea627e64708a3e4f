# frozen_string_literal: true

module ActivitySmith
  # Live Activities. `stream` is the easy way: it starts, updates and renews by itself. With `start`, `update` and `end`
  # you keep the id and do that yourself.
  class LiveActivities
    class << self
      # What a Live Activity shows. Fits `start`, `update`, `end` and streams alike. What is `nil` is left out.
      # @return [Hash]
      def content_state(title:, **fields) = { title:, **fields }.compact

      # One labelled value of a `metrics` or `stats` activity.
      # @return [Hash]
      def metric(label, value, unit: nil, color: nil) = { label:, value:, unit:, color: }.compact

      # A button, of a notification or of a Live Activity.
      # @param type [String] `open_url` or `webhook`
      # @return [Hash]
      def action(title, type, url, method: nil, body: nil)
        { title:, type:, url:, method:, body: }.compact
      end

      # An icon: the name of an SF Symbol, and its colour.
      # @return [Hash]
      def alert_icon(symbol, color: nil) = { symbol:, color: }.compact

      # A small label, and its colour.
      # @return [Hash]
      def alert_badge(title, color: nil) = { title:, color: }.compact
    end

    # Shows the progress of a job that reports often.
    #
    # What is reported is sent from a thread of its own, at a pace that leaves room for others: never more than one
    # request at a time, always the newest state. With a block, the block's end ends the stream, and an error that
    # leaves it ends it in red.
    #
    #   client.live_activities.track("backup", title: "Backup", type: "progress", percentage: 0) do |job|
    #     files.each.with_index(1) { |file, done| job.progress(100 * done / files.size) }
    #   end
    #
    # @param interval [Numeric] seconds from the end of one request to the next, at least. Longer, up to a minute, when
    #   the server's `RateLimit-*` headers say that little is left. The last request is sent at once.
    # @param strict [Boolean] lets failed requests into the job: the next method that is called raises, and so does
    #   `end` when the last state could not be delivered
    # @param on_error [#call, nil] gets every error, also when it is not strict
    # @param fields of the first state, and what every request of the stream carries
    # @return [Tracker, Object] what the block gives, when there is one
    def track(stream_key, state = nil, interval: 5, strict: false, on_error: nil, **fields, &job)
      tracker = Tracker.new(self, stream_key, state, fields, interval:, strict:, on_error:)
      job ? tracker.run(&job) : tracker
    end
  end
end
