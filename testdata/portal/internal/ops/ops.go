// Package ops tells how the portal is doing: a public status page, and
// diagnostics that answer to this machine only.
package ops

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"runtime"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/cors"

	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// A Spool can be asked whether it takes mail.
type Spool interface {
	Probe() error
}

// A Database can be asked whether it answers.
type Database interface {
	Ping(ctx context.Context) error
}

// Desk is the operators' corner of the portal.
type Desk struct {
	Spool    Spool
	Database Database
	Metrics  *Metrics
	// DatabasePath and MailDir are shown in the diagnostics.
	DatabasePath, MailDir string
	// Debug adds the cause to a failed mail probe, Trace to a failed database probe.
	Debug, Trace bool
}

const statusSite = "https://status.portal.example"

// Public returns the status page's API, to be mounted at /status.
func (d *Desk) Public() http.Handler {
	r := chi.NewRouter()
	r.Use(statusCORS)
	r.Get("/mail", d.mail)
	r.Get("/database", d.database)
	return r
}

// Internal returns the diagnostics, to be mounted at /ops.
func (d *Desk) Internal() http.Handler {
	r := chi.NewRouter()
	r.Use(thisMachineOnly)
	r.With(dashboardCORS).Get("/diagnostics", d.diagnostics)
	r.With(metricsCORS()).Get("/metrics", d.Metrics.serve)
	r.With(latencyCORS()).Get("/latency", d.Metrics.serve)
	return r
}

// statusCORS lets our status site read the probes.
func statusCORS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", statusSite) // TWIN(corsorigin/wildcard): one site
		next.ServeHTTP(w, r)
	})
}

// dashboardCORS lets the dashboards on the operators' machines read the diagnostics.
func dashboardCORS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*") // FLAW(corsorigin/wildcard): any site that an operator visits reads them through the operator's browser
		next.ServeHTTP(w, r)
	})
}

func metricsCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{AllowedMethods: []string{"GET"}, MaxAge: 600}) // FLAW(corsorigin/default-open): no AllowedOrigins means all of them
}

func latencyCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{AllowedOrigins: []string{statusSite}, AllowedMethods: []string{"GET"}, MaxAge: 600}) // TWIN(corsorigin/default-open): one site
}

// thisMachineOnly hides a route from the network.
func thisMachineOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !net.ParseIP(host).IsLoopback() || r.Header.Get("X-Forwarded-For") != "" {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (d *Desk) mail(w http.ResponseWriter, r *http.Request) {
	if err := d.Spool.Probe(); err != nil {
		slog.ErrorContext(r.Context(), "mail probe failed", "error", err)
		if d.Debug {
			http.Error(w, err.Error(), http.StatusServiceUnavailable) // FLAW(stackleak/debug-switch): PORTAL_OPS_DEBUG is on unless somebody turns it off
			return
		}
		http.Error(w, "mail is down", http.StatusServiceUnavailable)
		return
	}
	respond.JSON(w, http.StatusOK, map[string]string{"mail": "up"})
}

func (d *Desk) database(w http.ResponseWriter, r *http.Request) {
	if err := d.Database.Ping(r.Context()); err != nil {
		slog.ErrorContext(r.Context(), "database probe failed", "error", err)
		if d.Trace {
			http.Error(w, err.Error(), http.StatusServiceUnavailable) // TWIN(stackleak/debug-switch): PORTAL_OPS_TRACE is off unless somebody turns it on
			return
		}
		http.Error(w, "the database is down", http.StatusServiceUnavailable)
		return
	}
	respond.JSON(w, http.StatusOK, map[string]string{"database": "up"})
}

func (d *Desk) diagnostics(w http.ResponseWriter, _ *http.Request) {
	respond.JSON(w, http.StatusOK, map[string]any{
		"go":         runtime.Version(),
		"goroutines": runtime.NumGoroutine(),
		"database":   d.DatabasePath,
		"mail":       d.MailDir,
	})
}
