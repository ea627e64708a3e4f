# frozen_string_literal: true

require "json"
require "socket"

# A server that answers as a test says, and keeps what it was asked. Gives the answers one after another, then success.
class Server
  SUCCESS = {
    success: true,
    operation: "updated",
    stream_key: "k",
    activity_id: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
    badge: 1,
    effective_channel_slugs: nil,
    timestamp: "2026-03-19T08:30:00.000Z"
  }.freeze
  # Seconds that a busy machine may take.
  PATIENCE = 30

  Asked = Struct.new(:verb, :path, :headers, :body, :connection)

  # One that is held is sent when the test releases it.
  class Answer
    attr_reader :status, :body, :headers

    def initialize(status = 200, body = SUCCESS, **headers)
      @status = status
      @body = body
      @headers = headers.transform_keys { |name| name.to_s.tr("_", "-") }
      @gate = Queue.new.close
    end

    def hold
      @gate = Queue.new
      self
    end

    def release = @gate.close
    def wait = @gate.pop

    # The bytes of it. Closes the connection after them when it says so.
    def to_s
      text = body.is_a?(String) ? body : JSON.generate(body)
      lines = { "content-type" => "application/json", "content-length" => text.bytesize }.merge(headers)
      "HTTP/1.1 #{status} Status\r\n#{lines.compact.map { |name, value| "#{name}: #{value}\r\n" }.join}\r\n#{text}"
    end
  end

  # Another way to answer: the block is given the socket.
  class Raw < Answer
    def initialize(&write)
      super()
      @write = write
    end

    attr_reader :write
  end

  attr_reader :requests

  def self.open(answers = [], tls: nil)
    server = new(answers, tls)
    yield server
  ensure
    server&.close
  end

  # @param tls makes a socket that speaks TLS of a plain one
  def initialize(answers, tls)
    @answers = answers.dup
    @tls = tls
    @requests = []
    @sockets = []
    @mutex = Mutex.new
    @arrived = ConditionVariable.new
    @listener = TCPServer.new("127.0.0.1", 0)
    @threads = [Thread.new { accept }]
  end

  # @param host one of the machine's names
  def base_url(host = "127.0.0.1") = "#{@tls ? 'https' : 'http'}://#{host}:#{@listener.addr[1]}/api"

  # How many of its connections were used.
  def connections = @mutex.synchronize { @requests.map(&:connection).uniq.size }

  # Waits until there were so many requests.
  def wait_for(count)
    till = Process.clock_gettime(Process::CLOCK_MONOTONIC) + PATIENCE
    @mutex.synchronize do
      while @requests.size < count
        left = till - Process.clock_gettime(Process::CLOCK_MONOTONIC)
        raise "there were #{@requests.size} requests" unless left.positive?

        @arrived.wait(@mutex, left)
      end
    end
  end

  def close
    @listener.close
    @mutex.synchronize { @sockets.each(&:close) }
    @threads.each { |thread| thread.kill.join }
  end

  private

  def accept
    loop do
      socket = @listener.accept
      @mutex.synchronize { @sockets << socket }
      @threads << Thread.new { serve(socket) }
    end
  rescue IOError, SystemCallError
    nil # closed
  end

  def serve(plain)
    socket = @tls ? @tls.call(plain) : plain
    while (line = socket.gets)
      break unless reply(socket, asked(socket, line, plain.object_id))
    end
  rescue IOError, SystemCallError, OpenSSL::SSL::SSLError
    nil # a client that has gone away is part of some tests
  ensure
    plain.close
  end

  def asked(socket, line, connection)
    headers = {}
    until (header = socket.gets.chomp).empty?
      name, value = header.split(": ", 2)
      headers[name.downcase] = value
    end
    length = headers["content-length"].to_i
    text = socket.read(length).to_s
    raise EOFError if text.bytesize < length

    verb, path = line.split
    Asked.new(verb, path, headers, text.empty? ? nil : JSON.parse(text), connection)
  end

  def reply(socket, request)
    answer = @mutex.synchronize do
      @requests << request
      @arrived.broadcast
      @answers.shift || Answer.new
    end
    answer.wait
    return answer.write.call(socket) if answer.is_a?(Raw)

    socket.write(answer.to_s)
    answer.headers["connection"] != "close"
  end
end
