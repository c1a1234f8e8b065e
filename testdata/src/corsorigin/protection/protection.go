// Package protection holds net/http's CrossOriginProtection.
package protection

import "net/http"

func holes(mux *http.ServeMux) http.Handler {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("/")          // want `takes every path out of the protection`
	p.AddInsecureBypassPattern("POST /")     // want `takes every path`
	p.AddInsecureBypassPattern("/{path...}") // want `takes every path`
	p.AddInsecureBypassPattern("POST /webhook")
	p.AddInsecureBypassPattern("/webhooks/{id}")
	p.AddInsecureBypassPattern("/hooks/{path...}")
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // want `serves the refused request`
		mux.ServeHTTP(w, r)
	}))
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "cross-origin request", http.StatusForbidden)
	}))
	p.SetDenyHandler(mux) // want `serves the refused request`
	return p.Handler(mux)
}
