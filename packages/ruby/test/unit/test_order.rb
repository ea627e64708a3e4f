# frozen_string_literal: true

require_relative "support"

# Calls that set the state of the same thing.
class OrderTest < Minitest::Test
  include Support

  Answer = Server::Answer

  def state(percentage) = { content_state: { title: "T", percentage: } }

  def percentages(server)
    server.requests.map { |asked| asked.body ? asked.body["content_state"]["percentage"] : asked.verb }
  end

  def running(client, path) = client.instance_variable_get(:@session).count(path)

  def test_a_request_under_way_is_waited_for_so_that_the_newest_arrives_last
    serving(held = Answer.new.hold) do |server, client|
      calls = [in_thread { client.live_activities.stream("k", state(1)) }]
      server.wait_for(1)
      [2, 3].each do |percentage|
        calls << in_thread { client.live_activities.stream("k", state(percentage)) }
        # It has its place.
        eventually { running(client, "/live-activity/stream/k") == percentage }
      end
      client.live_activities.stream("other", state(9))
      assert_equal [1, 9], percentages(server)
      held.release
      calls.each { |call| assert outcome(call).success }
      assert_equal [1, 9, 2, 3], percentages(server)
      # Nothing is kept of what is over.
      assert_empty client.instance_variable_get(:@session).send(:own).turns.instance_variable_get(:@lines)
    end
  end

  def test_an_old_state_is_not_sent_again_when_there_is_a_newer_one
    serving(Answer.new(500, {}, retry_after: 50), max_retries: 2) do |server, client|
      older = in_thread { client.live_activities.stream("k", state(1)) }
      server.wait_for(1)
      newer = in_thread { client.live_activities.end_stream("k") }
      # It is told at once, and neither of the two waits for as long as the server has asked.
      assert outcome(newer).success
      assert_kind_of ActivitySmith::InternalServerError, outcome(older)
      assert_equal [1, "DELETE"], percentages(server)
    end
  end

  def test_activities_by_id_are_in_order_too
    serving(Answer.new(500, {}, retry_after: 50), max_retries: 2) do |server, client|
      older = in_thread { client.live_activities.update(activity_id: "a", title: "T", percentage: 1) }
      server.wait_for(1)
      newer = in_thread { client.live_activities.end(activity_id: "a", title: "T", percentage: 2) }
      assert outcome(newer).success
      assert_kind_of ActivitySmith::InternalServerError, outcome(older)
      assert_equal [1, 2], percentages(server)
    end
  end

  # An interrupt comes as the method is entered or left.
  def interrupted(method, event, &)
    trace = TracePoint.new(event) do |point|
      if point.method_id == method && point.defined_class == ActivitySmith::Internal::Turns
        trace.disable
        Thread.current.raise(Interrupt)
      end
    end
    trace.enable(target_thread: Thread.current, &)
  end

  def test_an_interrupt_at_any_moment_lets_the_next_call_go
    serving do |server, client|
      [%i[enter return], %i[leave call]].each do |method, event|
        assert_raises(Interrupt, method) do
          interrupted(method, event) { client.live_activities.stream("k", state(1)) }
        end
        assert_equal 0, running(client, "/live-activity/stream/k"), method
      end
      assert client.live_activities.stream("k", state(2)).success
      assert_equal [1, 2], percentages(server)
    end
  end

  def test_a_call_that_gives_up_waiting_lets_the_next_one_go_but_not_past_the_first
    serving(held = Answer.new.hold) do |server, client|
      path = "/live-activity/stream/k"
      calls = [1, 2, 3].map do |percentage|
        call = in_thread { client.live_activities.stream("k", state(percentage)) }
        eventually { running(client, path) == percentage }
        call
      end
      server.wait_for(1)
      calls[1].kill.join
      eventually { running(client, path) == 2 }
      assert_equal [1], percentages(server)
      held.release
      [calls[0], calls[2]].each { |call| assert outcome(call).success }
      assert_equal [1, 3], percentages(server)
    end
  end
end
