# frozen_string_literal: true

require "minitest/autorun"
require "activitysmith"
require_relative "server"

KEY = "ask_secret"

# What several tests need.
module Support
  PATIENCE = Server::PATIENCE

  def client_for(server, **options)
    ActivitySmith::Client.new(api_key: KEY, base_url: server.base_url, max_retries: 0, **options)
  end

  # A server with these answers, and a client of it.
  def serving(*answers, **options)
    Server.open(answers) { |server| yield server, client_for(server, **options) }
  end

  # What the call in a thread of its own came to.
  def outcome(thread)
    assert thread.join(PATIENCE), "it still runs"
    thread.value
  end

  def in_thread
    Thread.new do
      yield
    rescue ActivitySmith::Error => e
      e
    end
  end

  # Waits for what another thread does.
  def eventually
    till = Process.clock_gettime(Process::CLOCK_MONOTONIC) + PATIENCE
    until (found = yield)
      raise "it never came" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > till

      Thread.pass
    end
    found
  end
end
