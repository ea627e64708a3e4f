# frozen_string_literal: true

# Makes the calls of the conformance suite: lines of JSON in, lines of JSON out.

require "activitysmith"

# Clients by their settings, and the calls made with them.
class Driver
  THREADS = 64
  # The methods that take a request and nothing else.
  METHODS = {
    "sendPushNotification" => %i[notifications send],
    "startLiveActivity" => %i[live_activities start],
    "updateLiveActivity" => %i[live_activities update],
    "endLiveActivity" => %i[live_activities end]
  }.freeze
  STREAMS = { "reconcileLiveActivityStream" => :stream, "endLiveActivityStream" => :end_stream }.freeze

  def initialize
    @clients = {}
    @making = Mutex.new
    @writing = Mutex.new
  end

  def run
    say({ ready: { language: "ruby", version: ActivitySmith::VERSION } })
    lines = Queue.new
    threads = Array.new(THREADS) do
      Thread.new { while (line = lines.pop) do answer(JSON.parse(line)) end }
    end
    $stdin.each_line { |line| lines << line }
    lines.close
    threads.each(&:join)
  end

  private

  def say(line)
    @writing.synchronize do
      $stdout.puts(JSON.generate(line))
      $stdout.flush
    end
  end

  def answer(line)
    say({ id: line["id"], result: JSON.parse(result(line).to_json) })
  rescue StandardError => e
    say({ id: line["id"], error: failure(e) })
  end

  def client(settings)
    @making.synchronize do
      @clients[settings] ||= ActivitySmith::Client.new(
        api_key: settings["apiKey"],
        base_url: settings["baseURL"],
        **{ max_retries: settings["maxRetries"], timeout: settings["timeout"]&.fdiv(1000) }.compact
      )
    end
  end

  def result(line)
    client = client(line["client"])
    operation, params, body = line.values_at("operation", "params", "body")
    resource, method = METHODS[operation]
    return client.public_send(resource).public_send(method, body, **options(line)) if resource
    return client.live_activities.public_send(STREAMS[operation], params["stream_key"], body) if STREAMS[operation]
    return client.metrics.update(params["key"], body) if operation == "updateMetricValue"

    fields = body.to_h.transform_keys(&:to_sym)
    client.badge_count(fields.delete(:badge), **fields)
  end

  def options(line) = { idempotency_key: line["idempotencyKey"] }.compact

  def failure(error)
    said = { class: error.class.name.split("::").last, message: error.message }
    said[:attempts] = error.attempts if error.is_a?(ActivitySmith::Error) && error.attempts
    return said unless error.is_a?(ActivitySmith::APIError)

    body = error.data.is_a?(Hash) ? error.data : {}
    said.merge({ status: error.status, body:, retryAfter: error.retry_after }.compact)
  end
end

Driver.new.run
