package embed

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/cors"
)

// anyOrigin lets the profile widget run on every site.
func anyOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin) // FLAW(corsorigin/reflected): whatever site asks may read the signed-in user's data
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			w.Header().Add("Vary", "Origin")
		}
		next.ServeHTTP(w, r)
	})
}

// listedOrigin lets the team widget run on the listed origins.
func listedOrigin(allowed []string) func(http.Handler) http.Handler {
	listed := make(map[string]bool, len(allowed))
	for _, origin := range allowed {
		listed[origin] = true
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add("Vary", "Origin")
			if origin := r.Header.Get("Origin"); listed[origin] {
				w.Header().Set("Access-Control-Allow-Origin", origin) // TWIN(corsorigin/reflected): echoed only after the look-up
				w.Header().Set("Access-Control-Allow-Credentials", "true")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// desktopCORS is for the desktop app, whose pages are files and have the origin "null".
func desktopCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowedOrigins:   []string{"https://desk.portal.example", "null"}, // FLAW(corsorigin/null-origin): every site gets the origin "null" by a sandboxed iframe
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}

// intranetCORS is for customers' intranets.
func intranetCORS(intranets []string) func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowedOrigins:   append([]string{"https://desk.portal.example"}, intranets...), // TWIN(corsorigin/null-origin): exact origins
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}

// partnerCORS is for our partners' sites under our own domain.
func partnerCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc:  func(_ *http.Request, origin string) bool { return strings.HasSuffix(origin, "portal.example") }, // FLAW(corsorigin/loose-match): https://evilportal.example ends so, too
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}

// agencyCORS is for the agencies' sites under our own domain.
func agencyCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowOriginFunc:  isAgency, // TWIN(corsorigin/loose-match): https only, and the suffix starts with a dot
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}

func isAgency(_ *http.Request, origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "https" && strings.HasSuffix(u.Host, ".agencies.portal.example")
}

// badgeCORS is for the badge, which everybody may show.
func badgeCORS() func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowedOrigins:   []string{"*"}, // FLAW(corsorigin/wildcard-credentials): browsers refuse the two together, so /mine never works; the usual next step is reflection
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}

// counterCORS is for the counter, which customers' intranets show.
func counterCORS(intranets []string) func(http.Handler) http.Handler {
	return cors.Handler(cors.Options{
		AllowedOrigins:   intranets, // TWIN(corsorigin/wildcard-credentials): configured origins, at least one and no wildcard among them
		AllowedMethods:   []string{"GET"},
		AllowCredentials: true,
	})
}
