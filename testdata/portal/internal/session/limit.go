package session

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
)

// ClientIP finds out who is behind the proxy that terminates TLS on this
// machine. LimitPerMinute needs it further up the chain.
func ClientIP() func(http.Handler) http.Handler {
	return middleware.ClientIPFromXFF("127.0.0.1/32", "::1/128")
}

// LimitPerMinute answers 429 to a client address that calls more than n times
// a minute. Whoever calls from this machine itself has no address and shares one limit.
func LimitPerMinute(n int) func(http.Handler) http.Handler {
	return httprate.LimitBy(n, time.Minute, func(r *http.Request) (string, error) {
		return httprate.CanonicalizeIP(middleware.GetClientIP(r.Context())), nil
	})
}
