package activitysmith

import (
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

const hostedURL = "https://activitysmith.com/api"

// settings of a client. The key is inside a function, where nothing that prints or encodes values can see it.
type settings struct {
	authorization  func() string
	baseURL        string
	hosted         bool
	timeout        time.Duration
	maxRetries     int
	idempotencyKey *string
	insecureHTTP   bool
	http           *http.Client
	err            error
}

// Option is a setting of a client.
type Option func(*settings)

// WithBaseURL says where requests go: an https URL, or http to this machine. Default: ACTIVITYSMITH_BASE_URL, else the
// hosted service.
func WithBaseURL(baseURL string) Option { return func(s *settings) { s.baseURL = baseURL } }

// WithTimeout is for one try, its body included. Default: 10 seconds.
func WithTimeout(timeout time.Duration) Option { return func(s *settings) { s.timeout = timeout } }

// WithMaxRetries says how many more tries there may be after the first. Default: 2.
func WithMaxRetries(retries int) Option { return func(s *settings) { s.maxRetries = retries } }

// WithHTTPClient sends with another client, such as one with a proxy or with certificates of your own. Its redirects are
// not followed. Default: one with connections of its own, and with the proxy that the environment names.
func WithHTTPClient(client *http.Client) Option { return func(s *settings) { s.http = client } }

// WithAllowInsecureHTTP lets plain http go to other machines. Default: not, unless ACTIVITYSMITH_ALLOW_INSECURE_HTTP is 1.
func WithAllowInsecureHTTP(allow bool) Option { return func(s *settings) { s.insecureHTTP = allow } }

// WithIdempotencyKey is for one call, by Client.With: the same key with the same request acts once within 24 hours.
// Default: a random one for each Send and Start.
func WithIdempotencyKey(key string) Option { return func(s *settings) { s.idempotencyKey = &key } }

func newSettings(apiKey string, options []Option) (settings, error) {
	key := strings.TrimSpace(apiKey)
	if key == "" {
		key = strings.TrimSpace(os.Getenv("ACTIVITYSMITH_API_KEY"))
	}
	// Other characters can't be in a header, and an error about one would hold the key.
	if key == "" || strings.ContainsFunc(key, func(r rune) bool { return r < '!' || r > '~' }) {
		return settings{}, ErrAPIKeyRequired
	}
	s := settings{
		authorization: func() string { return "Bearer " + key },
		timeout:       10 * time.Second,
		maxRetries:    2,
		insecureHTTP:  os.Getenv("ACTIVITYSMITH_ALLOW_INSECURE_HTTP") == "1",
	}
	s = s.with(options)
	return s, s.err
}

// with applies options and checks the result. What is wrong already stays so.
func (s settings) with(options []Option) settings {
	if s.err != nil {
		return s
	}
	for _, option := range options {
		if option != nil {
			option(&s)
		}
	}
	s.err = s.check()
	return s
}

func (s *settings) check() error {
	if s.baseURL == "" {
		s.baseURL = os.Getenv("ACTIVITYSMITH_BASE_URL")
	}
	if s.baseURL == "" {
		s.baseURL = hostedURL
	}
	s.baseURL = strings.TrimRight(s.baseURL, "/")
	base, err := url.Parse(s.baseURL)
	if err != nil || base.Hostname() == "" || base.User != nil || strings.ContainsAny(s.baseURL, "?#") ||
		base.Scheme != "https" && (base.Scheme != "http" || !s.insecureHTTP && !isLoopback(base.Hostname())) {
		s.baseURL = "" // It may hold credentials, and String shows it.
		return invalid("the base URL must be https, or http to this machine, without credentials")
	}
	s.hosted = isHosted(base.Hostname())
	switch {
	case s.timeout <= 0:
		return invalid("the timeout must be above 0")
	case s.maxRetries < 0:
		return invalid("the number of retries must be at least 0")
	case s.idempotencyKey != nil && !isPrintable(*s.idempotencyKey):
		return invalid("the idempotency key must be printable ASCII")
	}
	s.http = withoutRedirects(s.http, s.timeout)
	return nil
}

func isHosted(host string) bool {
	return strings.HasSuffix("."+strings.TrimSuffix(strings.ToLower(host), "."), ".activitysmith.com")
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

func isPrintable(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}

// withoutRedirects keeps the key from going where an answer says. Without a client it makes one whose connections last
// for many goroutines, and end before the server's 65 seconds are over.
func withoutRedirects(client *http.Client, timeout time.Duration) *http.Client {
	own := http.Client{}
	if client != nil {
		own = *client
	} else if transport, ok := http.DefaultTransport.(*http.Transport); ok {
		transport = transport.Clone()
		transport.MaxIdleConnsPerHost = transport.MaxIdleConns
		transport.IdleConnTimeout = 55 * time.Second
		// All calls share one connection of HTTP/2. That it is dead must be noticed before a try is over, or the next one
		// would go there, too. Not often: an idle one is asked as well.
		ping := max(timeout/3, time.Second)
		transport.HTTP2 = &http.HTTP2Config{SendPingTimeout: ping, PingTimeout: ping}
		own.Transport = transport
	}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}
