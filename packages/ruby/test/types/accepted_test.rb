# frozen_string_literal: true

require_relative "checked"

# What the signatures have to accept: every call is held against them while it is made, its answer too.
class AcceptedTest < Minitest::Test
  include Support

  LiveActivities = ActivitySmith::LiveActivities

  def setup
    @server = Server.new([], nil)
    @client = client_for(@server, max_retries: 2, timeout: 60.0)
  end

  def teardown
    @client.close
    @server.close
  end

  def test_notifications
    note = nil
    actions = [{ title: "A", type: "open_url", url: "https://a.example" }]
    @client.notifications.send({ title: "T" })
    @client.notifications.send({ "title" => "T", "actions" => actions })
    @client.notifications.send(title: "T", message: note, channels: ["ops"], timeout: 3,
                               metadata: { a: 1, "b" => true })
    @client.notifications.send({ title: "T" }, interruption_level: :active, idempotency_key: "order-7", tags: [:a])
    @client.notifications.send_push_notification(
      title: "T", actions: [LiveActivities.action("A", "webhook", "https://a.example", method: "POST", body: { a: 1 })]
    )
    answer = @client.notifications.send(title: "T", interruption_level: ActivitySmith::PushInterruptionLevel::PASSIVE)
    assert_nil answer.rate_limit
    assert_equal Time.utc(2026, 3, 19, 8, 30), answer.timestamp
  end

  def test_live_activities
    activities = @client.live_activities
    start = activities.start({ content_state: { title: "T", type: "progress", percentage: 0 } })
    activities.update(activity_id: start.activity_id, title: "T", color: ActivitySmith::LiveActivityColor::RED)
    activities.end({ activity_id: start.activity_id, content_state: { title: "T", subtitle: nil } })
    activities.start(title: "T", type: LiveActivities::TYPE_TIMER, duration_seconds: 60, alert: { title: "A" })
    activities.update_live_activity(activity_id: "a", content_state: { title: "T", "percentage" => 1.5 }, tags: [])
    put = activities.stream("k", title: "T", type: :progress, value: 3, upper_limit: 4, step_colors: %w[red green])
    assert_includes %w[started updated], put.operation
    activities.stream("k", { content_state: { title: "T" } }, action: { title: "A", type: "open_url", url: "u" })
    activities.stream("k", content_state: LiveActivities.content_state(title: "T", type: "timer", counts_down: false))
    activities.end_stream("k")
    activities.end_live_activity_stream("k", title: "T", auto_dismiss_minutes: 0, max_retries: 0)
  end

  def test_small_parts
    metrics = [LiveActivities.metric("CPU", 9, unit: "%"), { label: "MEM", value: "4 GB", color: "lime" }]
    icon = LiveActivities.alert_icon("bolt", color: "lime")
    badge = LiveActivities.alert_badge("Agent")
    assert @client.live_activities.stream("k", title: "T", type: "metrics", metrics:, icon:, badge:).success
  end

  def test_metrics_and_badge
    @client.metrics.update("m", 1)
    @client.metrics.update("m", "healthy", timestamp: Time.now, max_retries: 0)
    @client.metrics.update(:m, { value: 1 })
    assert_equal 1, @client.badge_count(3, channels: ["ops"]).badge
    @client.badge_count(3, target: { channels: ["ops"] })
  end

  def test_tracking
    heard = []
    options = { on_error: ->(error) { heard << error }, interval: 1 }
    given = @client.live_activities.track("k", { title: "T", type: "progress" }, **options, tags: ["a"]) do |job|
      job.step(1, of: 3)
      job.progress(value: 1, upper_limit: 2)
      job.update({ subtitle: nil }, color: "red")
      7
    end
    assert_equal 7, given
    job = @client.live_activities.track("k", title: "T")
    job.fail(RuntimeError.new("R"))
    job.end(subtitle: "S")
    assert_empty heard
  end

  def test_errors
    error = ActivitySmith::LiveActivityLimitError.new(status: 429, body: '{"limit": 4, "active": 3}', retry_after: 1.5)
    assert_equal [4, 3, 1.5, {}, nil], [error.limit, error.active, error.retry_after, error.headers, error.request_id]
    assert_predicate ActivitySmith::TimeoutError.new("T"), :sent?
  end
end
