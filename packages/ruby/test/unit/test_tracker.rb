# frozen_string_literal: true

require_relative "support"

# The pace, without time or requests.
class PaceTest < Minitest::Test
  Pace = ActivitySmith::Internal::Pace
  FIRST = { "title" => "T", "type" => "progress", "percentage" => 0 }.freeze

  def test_a_change_is_laid_over_the_state
    assert_equal FIRST.merge("percentage" => 5), Pace.merge(FIRST, { "percentage" => 5 })
    value = { "value" => 1, "upper_limit" => 2 }
    assert_equal({ "title" => "T", "type" => "progress", **value }, Pace.merge(FIRST, value))
    other = { "type" => "value", "value" => 1 }
    assert_equal({ "title" => "T", **other }, Pace.merge(FIRST, other))
  end

  def test_the_next_request_waits_for_the_interval_or_for_the_rate
    { nil => 5, [60, 59, 60] => 5, [60, 3, 36] => 12, [60, 0, 3600] => 60 }.each do |rate, wait|
      pace = Pace.new(FIRST, {}, 5)
      pace.begin
      pace.succeeded(rate && ActivitySmith::RateLimit.new(*rate), 100)
      assert_equal 100 + wait, pace.not_before
    end
  end

  def tries(pace, error)
    count = 0
    while pace.pending?
      pace.begin
      count += 1
      pace.failed(error, 0)
    end
    count
  end

  def test_a_failed_state_is_tried_three_times_and_not_when_the_server_refuses_it
    pace = Pace.new(FIRST, {}, 0)
    unavailable = ActivitySmith::APIError.new(status: 503)
    assert_equal 3, tries(pace, unavailable)
    pace.change({ "percentage" => 1 })
    assert_equal 3, tries(pace, unavailable)
    pace.change({ "percentage" => 2 })
    assert_equal 1, tries(pace, ActivitySmith::BadRequestError.new(status: 400))
  end

  def test_what_is_refused_is_dropped_and_what_comes_next_goes_on_from_the_last_accepted_state
    pace = Pace.new(FIRST, {}, 0)
    pace.begin
    pace.succeeded(nil, 0)
    pace.change({ "color" => "mauve" })
    pace.begin
    pace.change({ "percentage" => 9 })
    pace.failed(ActivitySmith::BadRequestError.new(status: 400), 0)
    assert_equal FIRST.merge("percentage" => 9), pace.state
  end

  def test_an_alert_rings_once_and_a_timer_starts_once
    state = { "title" => "T", "type" => "timer", "duration_seconds" => 60 }
    pace = Pace.new(state, { "alert" => { "title" => "A" }, "tags" => ["a"] }, 0)
    assert_includes pace.begin, "alert"
    pace.succeeded(nil, 0)
    pace.change({ "subtitle" => "S" })
    left = { "title" => "T", "type" => "timer", "subtitle" => "S" }
    assert_equal({ "content_state" => left, "tags" => ["a"] }, pace.begin)
  end

  def test_the_last_state_of_a_failed_job_has_its_message
    assert_equal({ "color" => "red", "subtitle" => "disk full" }, Pace.final_for(RuntimeError.new("disk full")))
    assert_equal "RuntimeError", Pace.final_for(RuntimeError.new(""))["subtitle"]
    assert_equal "\u{fffd}" * 200, Pace.final_for("\xff" * 300)["subtitle"]
    messages = ["défaut", "défaut".b, "défaut".encode("ISO-8859-1"), (+"défaut").force_encoding("US-ASCII")]
    assert_equal ["défaut"] * 4, (messages.map { |message| Pace.final_for(message)["subtitle"] })
    assert_equal "\u{fffd}", Pace.final_for((+"\xff").force_encoding("EUC-JP"))["subtitle"]
  end
end

# Handles for jobs that report often.
class TrackerTest < Minitest::Test
  include Support

  Answer = Server::Answer
  FIRST = { "title" => "T", "type" => "progress", "percentage" => 0 }.freeze
  UNAUTHORIZED = [401, { error: "Unauthorized" }].freeze

  def teardown
    refute_includes Thread.list.map(&:name), "activitysmith-track"
  end

  def sent(server) = server.requests.map { |asked| [asked.verb, asked.body["content_state"]] }

  def test_the_newest_state_is_sent_and_the_end_at_once
    serving(held = Answer.new.hold) do |server, client|
      job = nil
      gives = client.live_activities.track("k", FIRST, interval: 3600, tags: ["a"]) do |tracker|
        job = tracker
        server.wait_for(1)
        (1..3).each { |percentage| job.progress(percentage) }
        job.step(1, of: 2, subtitle: "S")
        held.release
        :done
      end
      assert_equal :done, gives
      last = FIRST.merge("percentage" => 3, "current_step" => 1, "number_of_steps" => 2, "subtitle" => "S")
      assert_equal [["PUT", FIRST], ["DELETE", last]], sent(server)
      assert_equal ["a"], server.requests.first.body["tags"]
      job.progress(4)
      job.end
      assert_equal 2, server.requests.size
    end
  end

  def test_the_first_state_may_be_given_by_name
    serving do |server, client|
      client.live_activities.track("k", title: "T", type: "value", value: 1, tags: ["a"]) { server.wait_for(1) }
      state = { "title" => "T", "type" => "value", "value" => 1 }
      assert_equal({ "content_state" => state, "tags" => ["a"] }, server.requests.first.body)
    end
  end

  def test_without_an_interval_every_report_is_sent_when_the_one_before_is_answered
    serving do |server, client|
      job = client.live_activities.track("k", FIRST, interval: 0)
      (1..3).each do |count|
        server.wait_for(count)
        job.progress(count)
      end
      server.wait_for(4)
      job.end(color: "green")
      assert_equal([0, 1, 2, 3, 3], sent(server).map { |_, state| state["percentage"] })
      assert_equal "green", sent(server).last.last["color"]
    end
  end

  def test_a_change_may_clear_a_field
    serving do |server, client|
      client.live_activities.track("k", FIRST, interval: 3600) do |job|
        server.wait_for(1)
        job.update({ subtitle: nil }, color: :green, percentage: nil)
      end
      assert_equal FIRST.merge("subtitle" => nil, "color" => "green"), sent(server).last.last
    end
  end

  def test_a_job_that_fails_ends_red_with_its_message
    serving do |server, client|
      error = assert_raises(RuntimeError) do
        client.live_activities.track("k", FIRST, strict: true) { raise "disk full" }
      end
      assert_equal "disk full", error.message
      assert_equal ["DELETE", FIRST.merge("color" => "red", "subtitle" => "disk full")], sent(server).last
    end
  end

  def test_a_block_that_is_left_early_ends_the_stream_without_red
    leaving = { "break" => ->(job) { job.run { break } }, "exit" => ->(job) { job.run { exit } } }
    leaving.each do |what, leave|
      serving do |server, client|
        leave.call(client.live_activities.track("k", FIRST))
      rescue SystemExit
        assert_equal "exit", what
      ensure
        assert_equal ["DELETE", FIRST], sent(server).last
      end
    end
  end

  def test_failures_do_not_break_the_job_and_are_heard_of
    heard = []
    listen = lambda do |error|
      heard << error.class
      raise "of the listener"
    end
    serving(Answer.new(*UNAUTHORIZED), Answer.new(*UNAUTHORIZED)) do |server, client|
      job = client.live_activities.track("k", FIRST, on_error: listen)
      server.wait_for(1)
      job.end
      assert_equal [ActivitySmith::AuthenticationError] * 2, heard
    end
  end

  def test_a_value_that_cannot_be_sent_does_not_break_the_job_and_is_dropped
    heard = Queue.new
    serving do |server, client|
      job = client.live_activities.track("k", FIRST, interval: 0, on_error: ->(error) { heard << error.message })
      server.wait_for(1)
      job.progress(0.0 / 0)
      assert_equal "ActivitySmith: content_state.percentage must be a number that JSON has", heard.pop
      job.update(subtitle: "S")
      server.wait_for(2)
      job.end
      assert_equal FIRST.merge("subtitle" => "S"), sent(server).last.last
    end
  end

  def test_a_listener_may_end_it
    heard = Queue.new
    started = Queue.new
    job = nil
    listen = lambda do |error|
      started.pop
      job.end
      heard << error
    end
    serving(Answer.new(*UNAUTHORIZED), Answer.new(*UNAUTHORIZED)) do |server, client|
      job = client.live_activities.track("k", FIRST, on_error: listen)
      started.close
      server.wait_for(2)
      Thread.list.each { |thread| thread.join(PATIENCE) if thread.name == "activitysmith-track" }
      assert_equal 2, heard.size
    end
  end

  def test_an_end_does_not_wait_for_a_thread_that_a_listener_has_broken
    serving(held = Answer.new(*UNAUTHORIZED).hold) do |server, client|
      listen = lambda do |_|
        Thread.current.report_on_exception = false
        raise NotImplementedError
      end
      job = client.live_activities.track("k", FIRST, on_error: listen)
      server.wait_for(1)
      ending = in_thread { job.end }
      eventually { ending.stop? }
      held.release
      outcome(ending)
      assert_equal %w[PUT PUT DELETE], sent(server).map(&:first)
    end
  end

  def test_strict_raises_at_the_next_report_and_at_the_end
    serving(*Array.new(2) { Answer.new(*UNAUTHORIZED) }) do |server, client|
      heard = Queue.new
      job = client.live_activities.track("k", FIRST, strict: true, on_error: ->(error) { heard << error })
      server.wait_for(1)
      heard.pop
      assert_raises(ActivitySmith::AuthenticationError) { job.progress(1) }
      assert_raises(ActivitySmith::AuthenticationError) { job.end }
    end
  end

  def test_a_last_state_that_is_refused_gives_way_to_the_one_before
    serving(Answer.new, Answer.new(400, {})) do |server, client|
      job = client.live_activities.track("k", FIRST)
      server.wait_for(1)
      job.end(color: "red", subtitle: "done")
      assert_equal %w[PUT DELETE DELETE], sent(server).map(&:first)
    end
  end

  def test_a_forked_process_sends_from_a_thread_of_its_own
    skip "there is no fork" unless Process.respond_to?(:fork)
    serving(held = Answer.new.hold) do |server, client|
      job = client.live_activities.track("k", FIRST, interval: 0)
      server.wait_for(1)
      child = fork do
        job.progress(7)
        Thread.list.find { |thread| thread.name == "activitysmith-track" }.join
        exit!(0)
      end
      assert_predicate Process.wait2(child).last, :success?
      assert_equal ["PUT", FIRST.merge("percentage" => 7)], sent(server).last
      held.release
      job.end
      assert_equal ["DELETE", FIRST], sent(server).last
    end
  end

  def test_a_program_that_finishes_waits_for_what_is_to_be_sent
    serving(held = Answer.new.hold) do |server, _|
      code = <<~PROGRAM
        client = ActivitySmith::Client.new(api_key: "k", base_url: "#{server.base_url}")
        client.live_activities.track("k", { title: "T" }, interval: 0).update(subtitle: "S")
      PROGRAM
      options = ["-I#{File.expand_path('../../lib', __dir__)}", "-ractivitysmith"]
      program = Process.spawn(RbConfig.ruby, *options, "-e", code)
      server.wait_for(1)
      held.release
      Process.wait(program)
      assert_equal "S", sent(server).last.last["subtitle"]
    end
  end
end
