# frozen_string_literal: true

require "net/http"
require_relative "../errors"

module ActivitySmith
  module Internal
    # A connection that stays open between requests, with one deadline for all that a try does.
    #
    # The timeouts of `Net::HTTP` begin anew with each packet: a server that sends a byte now and then would hold a call
    # for ever. So it is given a socket that knows the deadline. Only the system's look-up of a host's name is not ours
    # to end.
    class Connection < Net::HTTP
      # Servers close idle connections; ours after 65 seconds.
      IDLE_SECONDS = 55

      def self.now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

      # A socket that waits until the deadline at most, whatever it is told.
      class Timed
        attr_writer :deadline

        def initialize(socket, deadline)
          @socket = socket
          @deadline = deadline
        end

        # Where net/http waits.
        def to_io = self

        # By names that no one can show: what is written holds the key.
        def write_nonblock(...) = @socket.write_nonblock(...)

        def read_nonblock(...)
          # One that sends without a pause is never waited for.
          raise Net::ReadTimeout if left.zero?

          @socket.read_nonblock(...)
        end

        # @param seconds 0 to look whether there is something
        def wait_readable(seconds = nil)
          return @socket.to_io.wait_readable(0) if seconds&.zero?

          @socket.to_io.wait_readable(left) || raise(Net::ReadTimeout)
        end

        def wait_writable(_seconds = nil) = @socket.to_io.wait_writable(left) || raise(Net::WriteTimeout)
        def eof? = @socket.eof?
        def close = @socket.close
        def closed? = @socket.closed?

        # Closes it for this process alone: over TLS, a proper end would be one for the process that it came from.
        def abandon = @socket.to_io.close

        private

        def left = [@deadline - Connection.now, 0].max
      end

      # What was read and is not used yet.
      class Buffer < Net::BufferedIO
        # To net/http, the end of the connection would be the end of the head.
        def readuntil(terminator, _ignore_eof = nil) = super(terminator)

        # By its name in this version of net/http, or in older ones.
        def empty? = respond_to?(:rbuf_size, true) ? rbuf_size.zero? : @rbuf.empty?
      end

      # @param timeout seconds that it was given, to be named
      def self.open(settings, deadline, timeout)
        connection = new(settings.host, settings.port, nil)
        connection.prepare(settings, deadline, timeout)
        connection.start
      end

      def prepare(settings, deadline, timeout)
        @settings = settings
        @deadline = deadline
        @timeout = timeout
        @process = Process.pid
        self.use_ssl = settings.tls?
        self.keep_alive_timeout = IDLE_SECONDS
        # It would send a PUT and a DELETE again by itself.
        self.max_retries = 0
        self.read_timeout = self.write_timeout = nil
      end

      # Sends a request and gives the whole answer.
      def exchange(request, deadline)
        @deadline = deadline
        @timed&.deadline = deadline
        answer = self.request(request)
        length = answer.content_length unless answer.chunked?
        # An end that came too early is none to net/http.
        raise EOFError, "the connection was closed before the answer" if length && answer.body.to_s.bytesize < length

        @idle_since = Connection.now
        answer
      end

      # Whether it was not idle for long, and the server has said nothing more on it, such as its end.
      def usable? = open? && !stale? && @socket.empty? && !@timed.wait_readable(0)

      def stale? = Connection.now - @idle_since >= IDLE_SECONDS

      def close
        return unless open?

        @process == Process.pid ? finish : @timed.abandon
      end

      private

      # In tests there may be no socket of ours: WebMock stands in for net/http, and connects to nothing.
      def open? = @timed && !@timed.closed?

      # As in net/http, but for the deadline.
      def connect
        socket = reach
        socket.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1)
        secured = use_ssl? ? secure(socket) : socket
        @timed = Timed.new(secured, @deadline)
        @socket = Buffer.new(@timed, read_timeout: nil, write_timeout: nil)
        @last_communicated = nil
        done = true
      rescue SystemCallError, SocketError, IOError, OpenSSL::SSL::SSLError => e
        raise no_connection(e)
      ensure
        # Whatever ended it, an interrupt too.
        socket&.close unless done
      end

      def reach
        addresses = Addrinfo.getaddrinfo(address, port, nil, :STREAM)
        begin
          # Each of them has its share, so that one that is silent leaves time for the others.
          addresses.shift.connect(timeout: left / (addresses.size + 1))
        rescue SystemCallError
          addresses.empty? || left.zero? ? raise : retry
        end
      end

      def secure(socket)
        tls = OpenSSL::SSL::SSLSocket.new(socket, @settings.ssl_context)
        tls.sync_close = true
        tls.hostname = @settings.server_name if @settings.server_name
        shake_hands(tls)
        tls.post_connection_check(address) unless tls.context.verify_mode == OpenSSL::SSL::VERIFY_NONE
        tls
      end

      def shake_hands(tls)
        loop do
          case tls.connect_nonblock(exception: false)
          when :wait_readable then tls.to_io.wait_readable(left)
          when :wait_writable then tls.to_io.wait_writable(left)
          else return
          end
          raise Errno::ETIMEDOUT if left.zero?
        end
      end

      def left = [@deadline - Connection.now, 0].max

      def no_connection(error)
        late = left.zero? || error.is_a?(Errno::ETIMEDOUT)
        return TimeoutError.new(format("No connection in %g s", @timeout), sent: false) if late

        ConnectionError.new("No connection: #{error.message}", sent: false)
      end
    end
  end
end
