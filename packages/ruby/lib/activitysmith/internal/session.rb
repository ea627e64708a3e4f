# frozen_string_literal: true

require_relative "../errors"
require_relative "settings"
require_relative "policy"
require_relative "turns"

module ActivitySmith
  module Internal
    # What is sent, and how.
    #
    # `repeatable` is false when doing it twice would show. `subject` is the one thing whose state it sets (a stream, an
    # activity, a metric), `nil` when it acts on its own.
    Request = Struct.new(
      :verb, :path, :headers, :body, :timeout, :max_retries, :repeatable, :subject, keyword_init: true
    )

    # Sends requests over connections that stay open between them. Threads may share it, and a forked process has
    # connections of its own.
    class Session
      # What a process has to itself. Calls that were running elsewhere when it was forked are not waited for.
      Own = Struct.new(:process, :idle, :turns)
      private_constant :Own

      attr_reader :settings

      def initialize(settings)
        @settings = settings
        @mutex = Mutex.new
        @closed = false
        @own = nil
      end

      # Runs a call. Gives the parsed body and the headers.
      def call(request)
        Settings.refuse("the client is closed") if @closed
        own.turns.take(request.subject) do |turn|
          attempt = 0
          begin
            attempt += 1
            Answer.result(exchange(request))
          rescue APIError, ConnectionError => e
            e.attempts = attempt
            delay = Policy.delay(e, attempt, repeatable: request.repeatable)
            raise if attempt > request.max_retries || delay.nil?

            turn.pause(delay)
            turn.superseded? ? raise : retry
          end
        end
      end

      def close
        @mutex.synchronize { @closed = true }
        while (connection = own(&:pop))
          connection.close
        end
      end

      # How many calls are running or waiting for a subject.
      def count(subject) = own.turns.count(subject)

      private

      # Gives what this process has, or what the block makes of its idle connections.
      def own
        @mutex.synchronize do
          if @own&.process != Process.pid
            @own&.idle&.each(&:close)
            @own = Own.new(Process.pid, [], Turns.new)
          end
          block_given? ? yield(@own.idle) : @own
        end
      end

      def exchange(request)
        deadline = Connection.now + request.timeout
        connection = idle || Connection.open(settings, deadline, request.timeout)
        answer = connection.exchange(prepared(request), deadline)
        done = true
        answer
      # The first is what WebMock raises.
      rescue Net::OpenTimeout, Net::ReadTimeout, Net::WriteTimeout
        raise TimeoutError, format("No answer in %g s", request.timeout)
      rescue SystemCallError, IOError, Net::ProtocolError, Net::HTTPBadResponse, Net::HTTPHeaderSyntaxError,
             OpenSSL::SSL::SSLError => e
        raise ConnectionError, "No answer: #{e.message}"
      ensure
        done ? keep(connection) : connection&.close
      end

      def idle
        while (connection = own(&:pop))
          return connection if connection.usable?

          connection.close
        end
      end

      # The first ones are those that were used least: without more calls at once, they would stay for ever.
      def keep(connection)
        own do |connections|
          connections.push(connection)
          connections.shift.close while connections.any? && (@closed || connections.first.stale?)
        end
      end

      def prepared(request)
        headers = settings.headers.merge(request.headers, "Authorization" => settings.authorization)
        prepared = Net::HTTP.const_get(request.verb.capitalize).new(settings.path + request.path, headers)
        prepared.body = request.body
        prepared
      end
    end
  end
end
