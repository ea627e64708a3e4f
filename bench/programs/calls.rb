# frozen_string_literal: true

# What one thing costs in a Ruby of its own: `start <client> <url>`, `calls <client> <url> <rounds> <calls>`. The client is
# `ours`, or `bare` for what a program would do with net/http and one connection.

BEGAN = Process.clock_gettime(Process::CLOCK_MONOTONIC)

# Ours gives a call of the SDK; bare the same request, sent and read with the standard library alone.
CLIENTS = {
  "ours" => lambda do |url|
    require "activitysmith"
    client = ActivitySmith::Client.new(api_key: "ask_bench", base_url: url)
    -> { client.metrics.update("queue.length", 12) }
  end,
  "bare" => lambda do |url|
    require "json"
    require "net/http"
    uri = URI.parse(url)
    http = Net::HTTP.new(uri.host, uri.port, nil).start
    headers = { "Authorization" => "Bearer ask_bench", "Content-Type" => "application/json" }
    -> { JSON.parse(http.post("/metrics/queue.length/value", JSON.generate({ value: 12 }), headers).body) }
  end
}.freeze

def since(began, clock = Process::CLOCK_MONOTONIC) = Process.clock_gettime(clock) - began

# Microseconds of processor time for a call, the median of the rounds.
def calling(call, rounds, calls)
  taken = Array.new(rounds + 1) do
    began = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
    calls.times { call.call }
    since(began, Process::CLOCK_PROCESS_CPUTIME_ID) / calls * 1e6
  end
  # The first round warms up.
  taken.drop(1).sort[rounds / 2]
end

what, client, url, rounds, calls = ARGV
call = CLIENTS.fetch(client).call(url)
if what == "start"
  # With its first call: that is when ours loads net/http.
  call.call
  puts since(BEGAN) * 1000
else
  puts calling(call, rounds.to_i, calls.to_i)
end
