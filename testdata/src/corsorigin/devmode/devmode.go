// Package devmode holds openings that a development switch allows.
package devmode

import (
	"flag"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
	"github.com/rs/cors"
)

func session(r *http.Request) { r.Cookie("session") }

var (
	dev   = flag.Bool("dev", false, "development mode")
	debug = flag.Bool("debug", true, "debug mode")
)

type server struct {
	devMode bool
	config  config
}

type config struct {
	Env         string
	Development bool `env:"DEV" envDefault:"false"`
	Production  bool
}

// Off unless asked for: silent.
func off(w http.ResponseWriter, r *http.Request) {
	if *dev {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
	if os.Getenv("ENV") == "development" {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
}

// On unless turned off.
func on(w http.ResponseWriter, r *http.Request) {
	if *debug {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want `in development mode, the caller's own origin is allowed`
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
	if os.Getenv("ENV") != "production" {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `in development mode, browsers refuse`
	}
}

// Not known.
func (s *server) unknown(w http.ResponseWriter, r *http.Request) {
	if s.devMode {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `in development mode, every website`
	}
	if s.config.Env == "dev" {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `in development mode`
	}
	if !s.config.Production {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `in development mode`
	}
	if s.config.Development {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
}

func (s *server) library() {
	if *dev {
		cors.New(cors.Options{AllowedOrigins: []string{"*"}})
	}
	origins := []string{"https://portal.example.com"}
	if *dev {
		origins = []string{"*"}
	}
	cors.New(cors.Options{AllowedOrigins: origins})
	if *debug {
		origins = append(origins, "http://localhost:3000")
	}
	cors.New(cors.Options{AllowedOrigins: origins})
}

func (s *server) handshake() websocket.Upgrader {
	return websocket.Upgrader{
		CheckOrigin: func(r *http.Request) bool {
			if *dev {
				return true
			}
			return r.Header.Get("Origin") == "https://portal.example.com"
		},
	}
}
