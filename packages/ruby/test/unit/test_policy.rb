# frozen_string_literal: true

require_relative "support"

# When a failed request is sent again, and how long it waits before.
class PolicyTest < Minitest::Test
  include ActivitySmith

  Policy = ActivitySmith::Internal::Policy

  def answered(status, wait = nil) = APIError.new(status:, retry_after: wait)
  def delay(error, repeatable: true) = Policy.delay(error, 1, repeatable:)

  def test_half_a_second_doubling_to_eight_cut_by_up_to_a_half
    { 1.0 => [0.5, 1, 2, 4, 8, 8], 0.0 => [0.25, 0.5, 1, 2, 4, 4] }.each do |chance, waits|
      delays = (1..6).map { |attempt| Policy.delay(answered(500), attempt, repeatable: true, chance:) }
      assert_equal waits, delays
    end
  end

  def test_chance_is_not_always_the_same
    assert_operator Array.new(20) { delay(answered(500)) }.uniq.size, :>, 1
  end

  def test_as_long_as_the_server_asks_up_to_a_minute
    assert_equal 17, delay(answered(429, 17))
    assert_equal 60, delay(answered(503, 60))
    assert_nil delay(answered(503, 61))
  end

  def test_never_at_the_limit_of_live_activities
    assert_nil delay(LiveActivityLimitError.new(status: 429, body: '{"limit": 4, "active": 4}', retry_after: 1))
  end

  def test_never_what_would_fail_again
    [302, 400, 401, 403, 404, 422].each { |status| assert_nil delay(answered(status)) }
    assert_nil delay(ValidationError.new("wrong"))
  end

  def test_what_may_have_been_done_is_not_repeated_where_doing_it_twice_shows
    {
      answered(500) => false,
      answered(502) => false,
      answered(504, 0) => false,
      answered(503) => false,
      ConnectionError.new("No answer") => false,
      TimeoutError.new("No answer") => false,
      answered(503, 0) => true,
      answered(408) => true,
      answered(409) => true,
      answered(429) => true,
      ConnectionError.new("No connection", sent: false) => true
    }.each do |error, again|
      assert_equal again, !delay(error, repeatable: false).nil?, error.inspect
      assert delay(error), error.inspect
    end
  end

  def test_which_calls_these_are
    {
      "https://activitysmith.com/api" => false,
      "https://ACTIVITYSMITH.com.:443/api" => false,
      "https://eu.activitysmith.com" => false,
      "https://notactivitysmith.com/api" => true,
      "https://activitysmith.com.example/api" => true,
      "http://127.0.0.1:1/api" => true
    }.each do |url, repeatable|
      assert_equal repeatable, request(url, Internal::Operations::SEND_PUSH_NOTIFICATION).repeatable, url
      assert_predicate request(url, Internal::Operations::UPDATE_APP_ICON_BADGE_COUNT), :repeatable
    end
  end

  def request(base_url, operation)
    settings = Internal::Settings.new(
      api_key: KEY, base_url:, timeout: 10, max_retries: 2, allow_insecure_http: nil, ssl_context: nil
    )
    Internal::Requests.prepare(settings, operation, nil, {}, {})
  end

  def test_retry_after_is_seconds_or_a_date
    assert_equal 17, Policy.retry_after("17")
    assert_equal 0, Policy.retry_after("0")
    assert_operator Policy.retry_after("Wed, 21 Oct 2099 07:28:00 GMT"), :>, 1_000_000
    [nil, "", "soon", "-1", "1_0", "0x1", "inf", "nan", "Wed, 21 Oct 2015 07:28:00 GMT"].each do |value|
      assert_nil Policy.retry_after(value), value.inspect
    end
  end
end
