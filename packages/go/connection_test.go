package activitysmith_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	activitysmithsdk "github.com/ActivitySmithHQ/activitysmith-go"
)

// answerRaw gives the base URL of a server whose every answer is this text, after which it is silent.
func answerRaw(t *testing.T, text string) string {
	t.Helper()
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return // The test is over.
			}
			go func() {
				defer connection.Close()
				if _, err := http.ReadRequest(bufio.NewReader(connection)); err == nil {
					_, _ = io.WriteString(connection, text)
				}
				_, _ = io.Copy(io.Discard, connection) // Until the client closes it.
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

func TestAServerThatSwitchesToAnotherProtocolIsNotReadFrom(t *testing.T) {
	// What follows such an answer is no body, and no timeout of net/http ends it.
	client := must(activitysmithsdk.New(key, activitysmithsdk.WithMaxRetries(0), activitysmithsdk.WithBaseURL(
		answerRaw(t, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n"),
	)))
	_, err := client.BadgeCount(1)
	var answer *activitysmithsdk.APIError
	if !errors.As(err, &answer) || answer.Status != http.StatusSwitchingProtocols {
		t.Errorf("%#v", err)
	}
}

func TestABodyIsReadUpToAMegabyte(t *testing.T) {
	for status, text := range map[int]string{200: `{"padding": "`, 400: `{"padding": "`, 502: "<html>"} {
		s := serve(t, reply{status: status, body: text + strings.Repeat("x", 3<<20) + `"}`})
		_, err := s.client(t, activitysmithsdk.WithMaxRetries(0)).BadgeCount(1)
		var answer *activitysmithsdk.APIError
		if !errors.As(err, &answer) {
			t.Fatalf("%#v", err)
		}
		equal(t, []int{answer.Status, len(answer.Body)}, []int{status, 1 << 20})
	}
}

// closing sends, and calls a function when an answer has been read.
type closing func()

func (c closing) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err == nil {
		answer.Body = closingBody{answer.Body, c}
	}
	return answer, err
}

type closingBody struct {
	io.ReadCloser
	then func()
}

func (c closingBody) Close() error {
	defer c.then()
	return c.ReadCloser.Close()
}

func TestAContextThatEndsBetweenTwoTriesTellsTheLastFailureToo(t *testing.T) {
	s := serve(t, reply{status: 503, body: `{}`, header: map[string]string{"Retry-After": "50"}})
	ctx, cancel := context.WithCancel(context.Background())
	own := &http.Client{Transport: closing(cancel)}
	_, err := s.client(t, activitysmithsdk.WithHTTPClient(own)).BadgeCountContext(ctx, 1)
	var answer *activitysmithsdk.InternalServerError
	if !errors.Is(err, context.Canceled) || !errors.As(err, &answer) || answer.Attempts != 1 {
		t.Errorf("%#v", err)
	}
}

// dying makes connections that pass nothing on any more once they are dead, and do not say so.
type dying struct {
	net.Listener
	made atomic.Int32
	dead atomic.Int32
}

func (d *dying) Accept() (net.Conn, error) {
	connection, err := d.Listener.Accept()
	return &mortal{connection, d, d.made.Add(1)}, err
}

type mortal struct {
	net.Conn
	of     *dying
	number int32
}

func (m *mortal) isDead() bool { return m.number <= m.of.dead.Load() }

func (m *mortal) Read(into []byte) (int, error) {
	for {
		if count, err := m.Conn.Read(into); err != nil || !m.isDead() {
			return count, err
		}
	}
}

func (m *mortal) Write(what []byte) (int, error) {
	if m.isDead() {
		return len(what), nil
	}
	return m.Conn.Write(what)
}

func TestADeadConnectionOfHTTP2IsReplaced(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", r.Proto)
		_, _ = io.WriteString(w, success)
	}))
	connections := &dying{Listener: s.Listener}
	s.Listener, s.EnableHTTP2 = connections, true
	s.StartTLS()
	t.Cleanup(s.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(s.Certificate())
	shared := http.DefaultTransport.(*http.Transport)
	before := shared.TLSClientConfig
	shared.TLSClientConfig = &tls.Config{RootCAs: trusted}
	t.Cleanup(func() { shared.TLSClientConfig = before })

	client := must(activitysmithsdk.New(key,
		activitysmithsdk.WithBaseURL(s.URL), activitysmithsdk.WithTimeout(5*time.Second)))
	equal(t, must(client.BadgeCount(1)).RequestID(), "HTTP/2.0")
	connections.dead.Store(1)
	must(client.BadgeCount(2))
}
