package ops

import (
	"net/http"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// Metrics counts requests and adds up their durations, by route. The zero value is ready.
type Metrics struct {
	mu     sync.Mutex
	routes map[string]*routeStat
}

type routeStat struct {
	Requests int     `json:"requests"`
	Failures int     `json:"failures"` // answers with a status of 500 or above
	Seconds  float64 `json:"seconds"`
	Slowest  float64 `json:"slowest"`
}

// Observe measures every request that passes.
func (m *Metrics) Observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			route := "unmatched"
			if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
				route = r.Method + " " + c.RoutePattern()
			}
			m.add(route, ww.Status(), time.Since(start).Seconds())
		}()
		next.ServeHTTP(ww, r)
	})
}

func (m *Metrics) add(route string, status int, seconds float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.routes == nil {
		m.routes = map[string]*routeStat{}
	}
	stat := m.routes[route]
	if stat == nil {
		stat = &routeStat{}
		m.routes[route] = stat
	}
	stat.Requests++
	stat.Seconds += seconds
	stat.Slowest = max(stat.Slowest, seconds)
	if status >= http.StatusInternalServerError {
		stat.Failures++
	}
}

func (m *Metrics) serve(w http.ResponseWriter, _ *http.Request) {
	m.mu.Lock()
	snapshot := make(map[string]routeStat, len(m.routes))
	for route, stat := range m.routes {
		snapshot[route] = *stat
	}
	m.mu.Unlock()
	respond.JSON(w, http.StatusOK, snapshot)
}
