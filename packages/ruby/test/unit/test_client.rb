# frozen_string_literal: true

require "openssl"
require "time"
require "yaml"
require_relative "support"

# What a client is told, and what it tells.
class ClientTest < Minitest::Test
  include Support

  Answer = Server::Answer
  LIMIT = { error: "Live Activity limit reached", message: "Only 4 …", limit: 4, active: 4 }.freeze

  def with_environment(variables)
    before = ENV.to_h
    ENV.update(variables)
    yield
  ensure
    ENV.replace(before)
  end

  def test_settings_come_from_the_environment
    variables = { "ACTIVITYSMITH_API_KEY" => KEY, "ACTIVITYSMITH_BASE_URL" => "http://example.com/api/" }
    with_environment(variables.merge("ACTIVITYSMITH_ALLOW_INSECURE_HTTP" => "1")) do
      assert_equal '#<ActivitySmith::Client base_url="http://example.com/api">', ActivitySmith::Client.new.inspect
    end
    with_environment(variables) { assert_raises(ActivitySmith::ValidationError) { ActivitySmith::Client.new } }
    client = with_environment(variables) { ActivitySmith::Client.new(base_url: "https://example.org") }
    assert_includes client.to_s, "https://example.org"
  end

  def test_the_hosted_service_is_the_default
    assert_includes ActivitySmith::Client.new(api_key: KEY, base_url: " ").inspect, "https://activitysmith.com/api"
  end

  def test_wrong_settings_are_refused
    [
      "http://example.com", "http://localhost@example.com", "http://127.0.0.1.example.com", "https://",
      "https://example.com:port", "https://example.com/a b", "https://example.com?a=b", "https://example.com#a",
      "https://exämple.com", "https://example.com/\xff", "https://example.com".encode("UTF-16LE"),
      "https://user:pass@example.com", "//example.com", "ftp://127.0.0.1"
    ].each do |base_url|
      error = assert_raises(ArgumentError, base_url.inspect) { ActivitySmith::Client.new(api_key: KEY, base_url:) }
      assert_match(/\AActivitySmith: base_url must be https/, error.message)
    end
    [{ timeout: -1 }, { timeout: nil }, { timeout: Float::NAN }, { max_retries: 0.5 }].each do |wrong|
      assert_raises(ActivitySmith::ValidationError, wrong.inspect) { ActivitySmith::Client.new(api_key: KEY, **wrong) }
    end
  end

  # As Ruby makes it, it trusts everyone: the key would go to whoever answers.
  def test_a_context_that_verifies_nothing_is_refused_where_plain_http_is
    unsafe = OpenSSL::SSL::SSLContext.new
    [unsafe, "a.pem"].each do |ssl_context|
      error = assert_raises(ActivitySmith::ValidationError) { ActivitySmith::Client.new(api_key: KEY, ssl_context:) }
      assert_includes error.message, "ssl_context must be an OpenSSL::SSL::SSLContext that verifies certificates"
    end
    safe = OpenSSL::SSL::SSLContext.new.tap(&:set_params)
    [
      { ssl_context: safe }, { ssl_context: unsafe, base_url: "https://localhost:1" },
      { ssl_context: unsafe, base_url: "https://example.com", allow_insecure_http: true }
    ].each { |settings| assert ActivitySmith::Client.new(api_key: KEY, **settings) }
  end

  def test_a_key_is_needed
    [nil, "", " ", "ask_é", "ask_\xff", "a b"].each do |api_key|
      error = assert_raises(ArgumentError) { ActivitySmith::Client.new(api_key:) }
      assert_equal "ActivitySmith: api_key is required", error.message
    end
  end

  def test_this_machine_has_several_names
    %w[http://localhost:1/api http://127.1.2.3 http://[::1]:4010/api https://example.com/api].each do |base_url|
      assert ActivitySmith::Client.new(api_key: KEY, base_url:)
    end
  end

  def test_answers_have_fields_and_what_came_as_headers
    limits = { ratelimit_limit: 60, ratelimit_remaining: 59, ratelimit_reset: 42 }
    body = { success: true, badge: 3, devices_updated: 2, users_updated: 1, effective_channel_slugs: nil }
    body = body.merge(timestamp: "2026-03-19T08:30:00.000Z", newer: "field")
    serving(Answer.new(200, body, x_request_id: "req_1", **limits)) do |_, client|
      got = client.badge_count(3)
      moment = Time.utc(2026, 3, 19, 8, 30)
      assert_equal [3, 2, 2, nil, moment], [got.badge, got.devices_updated, got.devices_notified,
                                            got.effective_channel_slugs, got.timestamp]
      assert_equal ["field", 3, nil], [got[:newer], got["badge"], got[:other]]
      assert_equal ["req_1", [60, 59, 42]], [got.request_id, got.rate_limit.to_a]
      assert_equal body.merge(timestamp: moment), got.to_h
      assert_equal body, JSON.parse(got.to_json, symbolize_names: true)
      assert_equal body, JSON.parse(JSON.generate([got]), symbolize_names: true).first
      assert_match(/\A#<ActivitySmith::AppIconBadgeCountUpdateResponse success=true, badge=3, /, got.inspect)
    end
  end

  def test_answers_are_values
    serving do |_, client|
      first = client.live_activities.stream("k", title: "T")
      same = client.live_activities.stream("k", title: "T")
      assert_equal [first, first.hash, 1], [same, same.hash, { first => 1 }[same]]
      refute_equal first, client.live_activities.end_stream("k")
      case first
      in { operation: "updated", activity_id: String => id }
        assert_equal first.activity_id, id
      end
      assert_nil first.rate_limit
    end
  end

  def test_patterns_match_what_came_by_the_names_of_the_methods
    serving(Answer.new(200, { success: true, badge: 1, devices_updated: 2, users_updated: nil })) do |_, client|
      answer = client.badge_count(1)
      assert((answer in { devices_updated: 2, devices_notified: 2, users_notified: nil }))
      refute((answer in { operation: _ }))
    end
  end

  def test_headers_are_text
    ["réq", "r\xff"].each do |id|
      serving(*[200, 500].map { |status| Answer.new(status, Server::SUCCESS, x_request_id: id) }) do |_, client|
        answer = client.badge_count(1)
        error = assert_raises(ActivitySmith::APIError) { client.badge_count(1) }
        assert_equal [id.scrub] * 2, [answer.request_id, JSON.parse(JSON.generate(error.headers))["x-request-id"]]
      end
    end
  end

  def test_what_cannot_be_read_of_an_answer_does_not_fail_a_call_that_succeeded
    ["soon", 7, nil].each do |timestamp|
      body = { success: true, effective_channel_slugs: nil, timestamp: }
      serving(Answer.new(200, body)) { |_, client| assert_equal body, client.notifications.send(title: "T").to_h }
    end
  end

  def test_errors_tell_what_the_server_said
    serving(Answer.new(429, LIMIT, x_request_id: "req_1")) do |_, client|
      raised = assert_raises(ActivitySmith::LiveActivityLimitError) { client.live_activities.start(title: "T") }
      # Across processes too, as for jobs that failed elsewhere.
      [raised, Marshal.load(Marshal.dump(raised))].each do |error|
        assert_equal [429, LIMIT[:error], LIMIT[:message]], [error.status, error.reason, error.message]
        assert_equal [4, 4, "req_1", 1], [error.limit, error.active, error.request_id, error.attempts]
        assert_equal LIMIT, error.data
      end
    end
  end

  def test_errors_that_are_no_json_tell_the_status
    serving(Answer.new(502, "<html>\xff")) do |_, client|
      error = assert_raises(ActivitySmith::InternalServerError) { client.badge_count(1) }
      assert_equal ["HTTP 502", nil, nil, "<html>\u{fffd}"], [error.message, error.reason, error.data, error.body]
    end
  end

  def test_errors_are_rescued_by_the_name_of_earlier_versions
    answers = [Answer.new(404, { error: "Not found" }, x_request_id: "req_1"), Server::Raw.new { false }]
    serving(*answers) do |_, client|
      client.badge_count(1)
    rescue OpenapiClient::ApiError => e
      assert_equal [404, "Not found"], [e.code, e.message]
      assert_equal ["req_1", { "error" => "Not found" }],
                   [e.response_headers["x-request-id"], JSON.parse(e.response_body)]
      assert_kind_of ActivitySmith::Error, e
      error = assert_raises(OpenapiClient::ApiError) { client.badge_count(1) }
      assert_nil error.code
    else
      flunk
    end
    made_up = OpenapiClient::ApiError.new(code: 500, message: "M", response_body: "{}")
    assert_equal [500, "M", "{}"], [made_up.code, made_up.message, made_up.response_body]
    assert_equal "M", OpenapiClient::ApiError.new("M").message
  end

  # Where each error comes up, with the variables that are there.
  def showing(shown, &)
    trace = TracePoint.new(:raise) do |point|
      names = point.binding.local_variables
      shown.concat(names.map { |name| point.binding.local_variable_get(name).inspect })
      shown << point.raised_exception.full_message(highlight: false)
    end
    trace.enable(&)
  end

  def pretty(one) = capture_io { pp one }.first

  def fail_in_every_way(client)
    [{ timeout: 60 }, { timeout: 0.05 }, { timeout: 60 }].each do |options|
      client.badge_count(1, **options)
    rescue ActivitySmith::Error => e
      yield e
    end
  end

  def test_the_key_is_in_nothing_that_is_shown_or_stored
    shown = []
    serving(Answer.new(401, { error: "Unauthorized" }), Answer.new.hold, Server::Raw.new { false }) do |_, client|
      showing(shown) do
        fail_in_every_way(client) { |error| shown.push(error.inspect, pretty(error), Marshal.dump(error)) }
        { base_url: "http://example.com", api_key: "#{KEY}é", timeout: 0 }.each do |name, wrong|
          ActivitySmith::Client.new(api_key: KEY, **{ name => wrong })
        rescue ActivitySmith::ValidationError => e
          shown << e.inspect
        end
      end
      shown.push(client.inspect, pretty(client), client.to_s, client.to_json, YAML.dump(client))
      shown.concat([client.notifications, client.metrics].flat_map { |one| [one.inspect, one.to_json] })
      assert_raises(TypeError) { Marshal.dump(client) }
    end
    assert_operator shown.size, :>, 40
    assert_empty(shown.select { |text| text.b.include?(KEY) })
  end

  def test_no_variable_below_the_client_holds_the_key
    client = ActivitySmith::Client.new(api_key: KEY)
    seen = {}.compare_by_identity
    held = lambda do |one|
      next [] if seen.key?(one)

      seen[one] = true
      one.instance_variables.flat_map do |name|
        value = one.instance_variable_get(name)
        value.is_a?(String) && value.include?(KEY) ? [name] : held.call(value)
      end
    end
    assert_empty held.call(client)
    assert_operator seen.size, :>, 8
  end

  def test_loading_it_brings_neither_net_http_nor_openssl
    code = "require 'activitysmith'; ActivitySmith::Client.new(api_key: 'k'); " \
           "puts $LOADED_FEATURES.grep(%r{/(net/http|openssl|socket|time)\\.rb})"
    said = IO.popen([RbConfig.ruby, "--disable-gems", "-I#{File.expand_path('../../lib', __dir__)}", "-e", code],
                    &:read)
    assert_empty said
  end
end
