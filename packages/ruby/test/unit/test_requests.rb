# frozen_string_literal: true

require "bigdecimal"
require "date"
require "set"
require_relative "support"

# What is sent for what a method was given.
class RequestsTest < Minitest::Test
  include Support

  LiveActivities = ActivitySmith::LiveActivities
  PROGRESS = { title: "T", type: "progress", percentage: 1 }.freeze

  def setup
    @server = Server.new([], nil)
    @client = client_for(@server)
    @activities = @client.live_activities
  end

  def teardown = @server.close

  def body = @server.requests.last.body

  def assert_sent(expected) = assert_equal(JSON.parse(JSON.generate(expected)), body)

  def test_a_hash_with_symbols_or_texts_and_fields_by_name_are_the_same
    [
      -> { @client.notifications.send({ title: "T", message: "M", tags: ["a"] }) },
      -> { @client.notifications.send({ "title" => "T", "message" => "M", "tags" => ["a"] }) },
      -> { @client.notifications.send(title: "T", message: "M", tags: ["a"]) },
      -> { @client.notifications.send("title" => "T", "message" => "M", "tags" => [:a]) },
      -> { @client.notifications.send({ "title" => "T", message: "N", tags: [] }, message: "M", tags: ["a"]) }
    ].each do |call|
      call.call
      assert_sent({ title: "T", message: "M", tags: ["a"] })
    end
  end

  def test_what_is_nil_by_name_was_not_given
    @client.notifications.send({ title: "T" }, message: nil, channels: nil, timeout: nil)
    assert_sent({ title: "T" })
  end

  def test_nil_in_a_hash_is_null_and_clears
    @activities.stream("k", { content_state: { title: "T", subtitle: nil }, action: nil })
    assert_sent({ content_state: { title: "T", subtitle: nil }, action: nil })
    @activities.stream("k", content_state: { title: "T", subtitle: nil })
    assert_sent({ content_state: { title: "T", subtitle: nil } })
  end

  def test_fields_of_a_state_by_name_go_into_it
    badge = LiveActivities.alert_badge("B")
    @activities.start(title: "T", type: :progress, percentage: 0, badge:, tags: ["a"])
    assert_sent({ content_state: { title: "T", type: "progress", percentage: 0, badge: { title: "B" } }, tags: ["a"] })
    state = { "title" => "T", percentage: 1 }
    @activities.stream("k", { content_state: state }, content_state: { percentage: 2 }, subtitle: "S")
    assert_sent({ content_state: { title: "T", percentage: 2, subtitle: "S" } })
    @client.notifications.send(title: "T", badge: 2)
    assert_sent({ title: "T", badge: 2 })
  end

  def test_what_is_given_stays_as_it_was
    given = { title: "T", channels: ["ops"], metadata: { a: 1 } }.freeze
    @client.notifications.send(given)
    assert_equal({ title: "T", channels: ["ops"], metadata: { a: 1 } }, given)
  end

  def test_the_end_of_a_stream_has_a_body_when_there_is_something_to_say
    @activities.end_stream("k")
    asked = @server.requests.last
    assert_equal ["DELETE", "/api/live-activity/stream/k", nil], [asked.verb, asked.path, asked.body]
    refute_includes asked.headers, "content-type"
    @activities.end_stream("k", title: "T", auto_dismiss_minutes: 0)
    assert_sent({ content_state: { title: "T", auto_dismiss_minutes: 0 } })
  end

  def test_the_longer_names_are_the_same
    @client.notifications.send_push_notification({ title: "T" })
    @activities.start_live_activity({ content_state: PROGRESS })
    @activities.update_live_activity(activity_id: "a", title: "T")
    assert_sent({ activity_id: "a", content_state: { title: "T" } })
    @activities.end_live_activity({ activity_id: "a", content_state: PROGRESS })
    @activities.reconcile_live_activity_stream("k", { content_state: PROGRESS })
    @activities.end_live_activity_stream("k")
    @client.metrics.update_metric_value("m", { value: "healthy" })
    assert_equal(
      [
        "POST /api/push-notification", "POST /api/live-activity/start", "POST /api/live-activity/update",
        "POST /api/live-activity/end", "PUT /api/live-activity/stream/k", "DELETE /api/live-activity/stream/k",
        "POST /api/metrics/m/value"
      ],
      @server.requests.map { |asked| "#{asked.verb} #{asked.path}" }
    )
  end

  def test_a_metric_is_a_value_or_a_request
    moment = Time.new(2026, 3, 19, 8, 30, 0, "+01:00")
    [
      [[99.9], {}, { value: 99.9 }],
      [["healthy"], {}, { value: "healthy" }],
      [[{ "value" => 1 }], {}, { value: 1 }],
      [[0], { timestamp: "2026-03-19T08:30:00Z" }, { value: 0, timestamp: "2026-03-19T08:30:00Z" }],
      [[{ value: 1 }], { timestamp: moment }, { value: 1, timestamp: "2026-03-19T08:30:00.000+01:00" }],
      [[BigDecimal("0.5")], {}, { value: 0.5 }]
    ].each do |args, named, expected|
      @client.metrics.update("m", *args, **named)
      assert_sent expected
    end
  end

  def test_channels_are_a_list_or_text_between_commas
    [["ops", " dev "], %i[ops dev], Set["ops", "dev"], "ops, dev,"].each do |channels|
      @client.badge_count(3, channels:)
      assert_sent({ badge: 3, target: { channels: %w[ops dev] } })
    end
    @client.notifications.send({ title: "T", channels: ["ops"], "target" => { channels: ["ops"] } })
    assert_sent({ title: "T", target: { channels: ["ops"] } })
  end

  def test_small_parts_leave_out_what_is_nil
    state = LiveActivities.content_state(
      title: "T", type: LiveActivities::TYPE_METRICS, subtitle: nil, icon: LiveActivities.alert_icon("bolt"),
      metrics: [LiveActivities.metric("CPU", 9, unit: "%", color: ActivitySmith::LiveActivityColor::GREEN)]
    )
    button = LiveActivities.action("Open", "open_url", "https://example.com", method: nil)
    @activities.start(content_state: state, action: button)
    metric = { label: "CPU", value: 9, unit: "%", color: "green" }
    assert_sent({
                  content_state: { title: "T", type: "metrics", icon: { symbol: "bolt" }, metrics: [metric] },
                  action: { title: "Open", type: "open_url", url: "https://example.com" }
                })
    @client.notifications.send(title: "T", interruption_level: ActivitySmith::PushInterruptionLevel::TIME_SENSITIVE)
    assert_sent({ title: "T", interruption_level: "time-sensitive" })
  end

  def test_objects_that_have_a_hash_are_taken
    model = Class.new { def to_hash = { title: "T", actions: [] } }.new
    @client.notifications.send(model)
    assert_sent({ title: "T", actions: [] })
  end

  def test_moments_texts_and_numbers_of_any_class_have_a_form
    latin = "é".encode("ISO-8859-1")
    bytes = "é".b
    metadata = { at: DateTime.new(2026, 3, 19, 8, 30), latin => bytes, ratio: Rational(1, 4),
                 on: Date.new(2026, 3, 19) }
    @client.notifications.send(title: :T, metadata:)
    on = "2026-03-19T00:00:00.000+00:00"
    assert_sent({ title: "T", metadata: { at: "2026-03-19T08:30:00.000+00:00", "é" => "é", ratio: 0.25, on: } })
  end

  # As all that is read from elsewhere is called, where no locale is set.
  def test_text_that_is_called_ascii_and_is_not_is_taken_as_it_is
    @client.notifications.send(title: (+"dürüm").force_encoding(Encoding::US_ASCII))
    assert_sent({ title: "dürüm" })
  end

  def test_what_can_be_a_number_is_one
    minutes = Class.new { def to_f = 300.0 }.new
    @activities.stream("k", title: "T", type: "timer", duration_seconds: minutes)
    assert_sent({ content_state: { title: "T", type: "timer", duration_seconds: 300 } })
  end

  def test_stream_keys_are_one_part_of_the_path
    @activities.stream("a/b ?é", content_state: PROGRESS)
    @activities.stream(:backup, content_state: PROGRESS)
    keys = @server.requests.map { |asked| asked.path.delete_prefix("/api/live-activity/stream/") }
    assert_equal ["a%2Fb%20%3F%C3%A9", "backup"], keys
  end

  def wrong
    deep = [].tap { |list| list << list }
    {
      [[["title"]], {}] => "the request must be a Hash, not Array",
      [[{ title: Object.new }], {}] => "title is a Object, which has no form in JSON",
      [[{ metadata: { ratio: Float::NAN } }], {}] => "metadata.ratio must be a number that JSON has",
      [[{ actions: [{ title: "\xff" }] }], {}] => "actions[0].title is no valid text",
      [[{ title: "T", tags: deep }], {}] => "is nested too deeply",
      [[{ title: "T", channels: nil }], {}] => "channels must be an array",
      [[{ title: "T", channels: [1] }], {}] => "channels must be an array",
      [[{ title: "T" }], { channels: " , " }] => "at least one channel",
      [[{ title: "T" }], { channels: ["a"], target: "b" }] => "target must be a Hash, not String",
      [[{ title: "T" }], { interruption_level: "loud" }] => "passive, active, or time-sensitive",
      [[{ title: "T" }], { timeout: 0 }] => "timeout must be above 0",
      [[{ title: "T" }], { timeout: "3" }] => "timeout must be above 0",
      [[{ title: "T" }], { max_retries: -1 }] => "max_retries must be a whole number",
      [[{ title: "T" }], { max_retries: 0.5 }] => "max_retries must be a whole number",
      [[{ title: "T" }], { idempotency_key: "a\r\nb" }] => "idempotency_key must be printable ASCII",
      [[{ title: "T" }], { idempotency_key: "\xff" }] => "idempotency_key must be printable ASCII",
      [[{ title: "T" }], { idempotency_key: "a".encode("UTF-16LE") }] => "idempotency_key must be printable ASCII"
    }
  end

  def test_what_is_wrong_is_refused_by_its_name_before_anything_is_sent
    wrong.each do |(args, named), message|
      error = assert_raises(ActivitySmith::ValidationError, message) { @client.notifications.send(*args, **named) }
      assert_includes error.message, message
    end
    ["", ".", "..", nil, 1].each do |key|
      error = assert_raises(ActivitySmith::ValidationError) { @activities.stream(key, content_state: PROGRESS) }
      assert_equal "ActivitySmith: stream_key must be a text that is not empty", error.message
    end
    error = assert_raises(ActivitySmith::ValidationError) { @activities.start(content_state: "T") }
    assert_equal "ActivitySmith: content_state must be a Hash, not String", error.message
    [{ interval: -1 }, { interval: "5" }, { on_error: "puts" }, { timeout: 3 }, { "timeout" => 3 }].each do |options|
      assert_raises(ActivitySmith::ValidationError) { @activities.track("k", title: "T", **options) }
    end
    assert_empty @server.requests
  end

  def test_what_is_wrong_is_an_argument_error_as_in_earlier_versions
    actions = [{ title: "A" }]
    error = assert_raises(ArgumentError) do
      @client.notifications.send(title: "T", media: "https://example.com/a.png", actions:)
    end
    assert_equal "ActivitySmith: media cannot be combined with actions", error.message
  end
end
