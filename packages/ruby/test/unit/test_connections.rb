# frozen_string_literal: true

require "openssl"
require_relative "support"

# What lies between calls and sockets: reuse, ends, forks, deadlines, TLS.
class ConnectionsTest < Minitest::Test
  include Support

  Answer = Server::Answer
  Raw = Server::Raw

  CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{\"success\":true}\r\n0\r\n\r\n"

  # Answers whole, and goes on.
  def raw(text)
    Raw.new do |socket|
      socket.write(text)
      true
    end
  end

  def test_one_serves_calls_after_another_also_chunked_and_failed_ones
    interim = "HTTP/1.1 103 Early Hints\r\n\r\n"
    serving(Answer.new(404, {}), raw(interim + CHUNKED)) do |server, client|
      assert_raises(ActivitySmith::NotFoundError) { client.metrics.update("m", 1) }
      2.times { assert client.metrics.update("m", 1).success }
      assert_equal 1, server.connections
    end
  end

  def test_one_that_the_server_has_closed_is_not_used_again
    closing = Raw.new do |socket|
      socket.write(Answer.new.to_s)
      false
    end
    serving(closing, Answer.new(200, connection: "close")) do |server, client|
      client.badge_count(1)
      connection = idle(client).first
      # Its end has to have come.
      eventually { !connection.usable? }
      2.times { client.badge_count(2) }
      assert_equal 3, server.connections
    end
  end

  def test_one_on_which_more_came_than_was_asked_for_is_not_used_again
    # In the same packet, and so with the answer.
    serving(raw("#{CHUNKED}HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) do |server, client|
      2.times { assert client.badge_count(1).success }
      assert_equal 2, server.connections
    end
  end

  def idle(client) = client.instance_variable_get(:@session).send(:own).idle

  def test_one_that_was_idle_for_long_is_not_used_again
    serving do |server, client|
      client.badge_count(1)
      idle(client).first.instance_variable_set(:@idle_since, -Float::INFINITY)
      client.badge_count(1)
      assert_equal 2, server.connections
    end
  end

  def test_those_that_a_burst_has_left_are_closed_when_they_were_idle_for_long
    serving(first = Answer.new.hold, second = Answer.new.hold) do |server, client|
      calls = Array.new(2) { in_thread { client.badge_count(1) } }
      server.wait_for(2)
      [first, second].each(&:release)
      calls.each { |call| outcome(call) }
      left = idle(client).first
      left.instance_variable_set(:@idle_since, -Float::INFINITY)
      client.badge_count(1)
      assert_equal 1, idle(client).size
      refute_predicate left, :started?
    end
  end

  def test_threads_share_a_client
    serving do |server, client|
      threads = Array.new(8) do |thread|
        Thread.new { Array.new(8) { |number| client.badge_count((8 * thread) + number) } }
      end
      assert(threads.flat_map(&:value).all?(&:success))
      assert_equal (0...64).to_a, server.requests.map { |asked| asked.body["badge"] }.sort
      assert_operator server.connections, :<=, 8
    end
  end

  def test_a_forked_process_has_connections_of_its_own_and_waits_for_no_call_of_its_parent
    skip "there is no fork" unless Process.respond_to?(:fork)
    serving(Answer.new, held = Answer.new.hold) do |server, client|
      client.badge_count(1)
      running = in_thread { client.live_activities.stream("k", title: "T") }
      server.wait_for(2)
      child = fork { exit!(client.live_activities.stream("k", title: "T").success ? 0 : 1) }
      assert_predicate Process.wait2(child).last, :success?
      held.release
      outcome(running)
      client.badge_count(2)
      # The parent's one is as good as before.
      first, second, of_child, last = server.requests.map(&:connection)
      assert_equal [first, first], [second, last]
      refute_equal first, of_child
    end
  end

  def test_a_closed_client_sends_nothing
    serving do |server, client|
      client.badge_count(1)
      client.close
      error = assert_raises(ActivitySmith::ValidationError) { client.badge_count(2) }
      assert_equal "ActivitySmith: the client is closed", error.message
      assert_equal 1, server.requests.size
    end
  end

  def test_a_call_that_is_under_way_when_the_client_is_closed_is_tried_again_as_usual
    serving(failing = Answer.new(500, {}).hold, max_retries: 1) do |server, client|
      call = in_thread { client.live_activities.stream("k", title: "T") }
      server.wait_for(1)
      client.close
      failing.release
      assert outcome(call).success
      assert_empty idle(client)
    end
  end

  # As WebMock does: a class in the place of net/http's, which connects to nothing and gives what a test says.
  STUBBED = <<~PROGRAM
    require "net/http"
    class Stubbed < Net::HTTP
      ANSWERS = [200, 404, 0]
      def start = tap { @started, @socket = true, Object.new }

      def request(_)
        status = ANSWERS.shift
        raise Net::OpenTimeout if status.zero?

        Net::HTTPResponse::CODE_TO_OBJ[status.to_s].new("1.1", status, "").tap do |answer|
          answer.instance_variable_set(:@read, true)
          answer.body = '{"success":true,"error":"Not found"}'
        end
      end
    end
    Net.send(:remove_const, :HTTP)
    Net::HTTP = Stubbed
    client = ActivitySmith::Client.new(api_key: "k", max_retries: 0)
    3.times do
      puts client.badge_count(1).success
    rescue ActivitySmith::Error => e
      puts e.class
    end
    client.close
  PROGRAM

  def test_what_stands_in_for_net_http_in_tests_is_used
    said = IO.popen([RbConfig.ruby, "-I#{File.expand_path('../../lib', __dir__)}", "-ractivitysmith", "-e", STUBBED],
                    &:read)
    assert_equal %w[true ActivitySmith::NotFoundError ActivitySmith::TimeoutError], said.split
  end

  def test_nothing_is_sent_again_behind_the_policy
    # net/http would send a PUT anew by itself.
    serving(Raw.new { false }) do |server, client|
      error = assert_raises(ActivitySmith::ConnectionError) { client.live_activities.stream("k", title: "T") }
      assert_predicate error, :sent?
      assert_kind_of EOFError, error.cause
      assert_equal 1, server.requests.size
    end
  end

  def test_an_answer_that_is_cut_off_is_none
    head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n"
    cut = Raw.new do |socket|
      socket.write("#{head}#{JSON.generate(Server::SUCCESS)[0, 40]}")
      false
    end
    serving(cut) do |_, client|
      error = assert_raises(ActivitySmith::ConnectionError) { client.badge_count(1) }
      assert_equal "No answer: the connection was closed before the answer", error.message
    end
  end

  def test_a_head_that_is_cut_off_is_no_answer
    ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"].each do |head|
      cut = Raw.new do |socket|
        socket.write(head)
        false
      end
      serving(cut, max_retries: 1) do |server, client|
        assert client.live_activities.stream("k", title: "T").success
        assert_equal 2, server.requests.size
      end
    end
  end

  def test_chunks_have_their_own_end_whatever_length_is_said
    serving(raw(CHUNKED.sub("\r\n", "\r\ncontent-length: 50\r\n"))) do |_, client|
      assert client.badge_count(1).success
    end
  end

  # Always has something to read.
  class Gushing
    def read_nonblock(...) = " "
  end

  def test_a_socket_that_never_has_to_be_waited_for_is_not_read_past_the_deadline
    connection = ActivitySmith::Internal::Connection
    assert_equal " ", connection::Timed.new(Gushing.new, connection.now + 1000).read_nonblock(1)
    assert_raises(Net::ReadTimeout) { connection::Timed.new(Gushing.new, connection.now).read_nonblock(1) }
  end

  # Sends the text again and again, and a byte now and then or as fast as it can.
  def endless(head, body, pause)
    Raw.new do |socket|
      socket.write(head)
      loop do
        socket.write(body)
        sleep pause if pause
      end
    end
  end

  def test_a_deadline_is_for_the_whole_try_however_slowly_or_fast_the_answer_comes
    {
      "a head that never ends" => endless("HTTP/1.1 200 OK\r\n", "a: b\r\n", 0.01),
      "a body that never ends" => endless("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", " ", 0.01),
      "a body as fast as it can" => endless("HTTP/1.1 200 OK\r\n\r\n", " " * 4096, nil),
      "silence" => Answer.new.hold
    }.each do |what, answer|
      serving(Answer.new, answer) do |_, client|
        # The connection is there: on a busy machine, making it may take all of the time.
        client.badge_count(1)
        error = assert_raises(ActivitySmith::TimeoutError, what) { client.badge_count(1, timeout: 0.2) }
        assert_equal "No answer in 0.2 s", error.message
        assert_predicate error, :sent?
        assert client.badge_count(1, timeout: Float::INFINITY).success
      end
    end
  end

  def test_a_connection_that_is_not_made_in_time
    # Its queue is full: nothing more is accepted, and nothing refused.
    full = Socket.new(:INET, :STREAM).tap { |socket| socket.bind(Addrinfo.tcp("127.0.0.1", 0)) }
    full.listen(0)
    waiting = Array.new(64) do
      Socket.new(:INET, :STREAM).tap { |socket| socket.connect_nonblock(full.local_address, exception: false) }
    end
    base_url = "http://127.0.0.1:#{full.local_address.ip_port}"
    client = ActivitySmith::Client.new(api_key: KEY, base_url:, timeout: 0.2, max_retries: 0)
    error = assert_raises(ActivitySmith::TimeoutError) { client.badge_count(1) }
    assert_equal "No connection in 0.2 s", error.message
    refute_predicate error, :sent?
  ensure
    [full, *waiting].each(&:close)
  end

  def test_an_interrupt_ends_a_call_and_its_connection
    serving(Answer.new, Answer.new.hold) do |server, client|
      client.badge_count(1)
      running = Thread.new { client.live_activities.stream("k", title: "T") }
      running.report_on_exception = false
      server.wait_for(2)
      running.raise(Interrupt)
      assert_raises(Interrupt) { running.join(PATIENCE) }
      assert client.live_activities.stream("k", title: "T").success
      assert_equal 2, server.connections
    end
  end

  def certificate(name, key)
    OpenSSL::X509::Certificate.new.tap do |certificate|
      certificate.version = 2
      certificate.serial = 1
      certificate.subject = certificate.issuer = OpenSSL::X509::Name.parse("/CN=test")
      certificate.public_key = key
      certificate.not_before = Time.now - 3600
      certificate.not_after = Time.now + 3600
      extensions = OpenSSL::X509::ExtensionFactory.new(certificate, certificate)
      certificate.add_extension(extensions.create_extension("subjectAltName", name))
      certificate.sign(key, "SHA256")
    end
  end

  def tls_server(name, *answers)
    key = OpenSSL::PKey::EC.generate("prime256v1")
    own = certificate(name, key)
    context = OpenSSL::SSL::SSLContext.new.tap { |one| one.add_certificate(own, key) }
    tls = ->(socket) { OpenSSL::SSL::SSLSocket.new(socket, context).tap { |one| one.sync_close = true }.accept }
    trusting = OpenSSL::SSL::SSLContext.new
    trusting.set_params(cert_store: OpenSSL::X509::Store.new.tap { |store| store.add_cert(own) })
    Server.open(answers, tls:) { |server| yield server, trusting }
  end

  def test_over_tls_with_certificates_of_ones_own
    tls_server("DNS:localhost", Answer.new(404, {}), Answer.new.hold) do |server, ssl_context|
      client = client_for(server, base_url: server.base_url("localhost"), ssl_context:)
      assert_raises(ActivitySmith::NotFoundError) { client.badge_count(1) }
      assert_raises(ActivitySmith::TimeoutError) { client.badge_count(1, timeout: 0.2) }
      2.times { assert client.badge_count(1).success }
      assert_equal 2, server.connections
    end
  end

  def test_a_certificate_that_is_not_trusted_is_refused
    tls_server("IP:127.0.0.1") do |server, _|
      error = assert_raises(ActivitySmith::ConnectionError) { client_for(server).badge_count(1) }
      assert_includes error.message, "certificate verify failed"
      refute_predicate error, :sent?
    end
  end

  def test_a_certificate_of_another_server_is_refused
    { "DNS:elsewhere.example" => "localhost", "IP:127.0.0.2" => "127.0.0.1" }.each do |name, host|
      tls_server(name) do |server, ssl_context|
        ssl_context.verify_hostname = host == "localhost"
        client = client_for(server, base_url: server.base_url(host), ssl_context:)
        error = assert_raises(ActivitySmith::ConnectionError) { client.badge_count(1) }
        refute_predicate error, :sent?
        assert_empty server.requests
      end
    end
  end

  def test_a_forked_process_leaves_a_connection_over_tls_as_it_was
    skip "there is no fork" unless Process.respond_to?(:fork)
    tls_server("DNS:localhost") do |server, ssl_context|
      client = client_for(server, base_url: server.base_url("localhost"), ssl_context:)
      client.badge_count(1)
      child = fork do
        client.badge_count(2)
        client.close
        exit!(0)
      end
      Process.wait(child)
      client.badge_count(3)
      first, of_child, last = server.requests.map(&:connection)
      assert_equal first, last
      refute_equal first, of_child
    end
  end

  def test_a_handshake_has_the_same_deadline
    Server.open([], tls: ->(_) { sleep }) do |server|
      error = assert_raises(ActivitySmith::TimeoutError) do
        client_for(server, timeout: 0.2).badge_count(1)
      end
      assert_equal "No connection in 0.2 s", error.message
      refute_predicate error, :sent?
    end
  end
end
