// Package gorilla holds github.com/gorilla/handlers.
package gorilla

import (
	"net/http"

	"github.com/gorilla/handlers"
)

var login = http.Cookie{Name: "session"}

func use(origins []string) {
	handlers.CORS()                                                  // want `no origins are named`
	handlers.CORS(handlers.AllowedHeaders([]string{"Content-Type"})) // want `no origins are named`
	handlers.CORS(
		handlers.AllowedOrigins([]string{"*"}), // want `every website`
	)
	handlers.CORS(
		handlers.AllowedOrigins([]string{"*"}), // want `browsers refuse`
		handlers.AllowCredentials(),
	)
	all := handlers.AllowedOrigins([]string{"*"}) // want `browsers refuse`
	credentials := handlers.AllowCredentials()
	handlers.CORS(all, credentials)
	handlers.CORS(
		handlers.AllowedOriginValidator(func(string) bool { return true }), // want `accepts every origin`
		handlers.AllowCredentials(),
	)
	handlers.CORS(handlers.AllowedOrigins([]string{"https://portal.example.com"}), handlers.AllowCredentials())
	handlers.CORS(handlers.AllowedOrigins(origins))
}

func given(opts ...handlers.CORSOption) { handlers.CORS(opts...) }
