// Package gochi holds github.com/go-chi/cors.
package gochi

import (
	"net/http"

	"github.com/go-chi/cors"
)

var login = http.Cookie{Name: "session"}

func use() {
	cors.AllowAll() // want `every website`
	cors.Handler(cors.Options{
		AllowedOrigins:   []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	})
	// As the README has it.
	cors.Handler(cors.Options{
		AllowedOrigins:   []string{"https://*", "http://*"}, // want `every website may read` `every website may read`
		AllowedMethods:   []string{"GET", "POST"},
		AllowCredentials: false,
	})
	cors.New(cors.Options{
		AllowOriginFunc:  func(r *http.Request, origin string) bool { return true }, // want `accepts every origin`
		AllowCredentials: true,
	})
	cors.Handler(cors.Options{AllowOriginFunc: allowed, AllowCredentials: true})
	cors.Handler(cors.Options{
		AllowedOrigins:   []string{"https://portal.example.com"},
		AllowCredentials: true,
	})
}

func allowed(r *http.Request, origin string) bool {
	return origin == "https://"+r.Host
}
