// Package debugflags tells more while it is being developed.
package debugflags

import (
	"database/sql"
	"net/http"
	"os"
	"runtime/debug"
)

type config struct{ Debug bool }

type server struct {
	db  *sql.DB
	cfg config
}

func (s *server) one(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		text := http.StatusText(500)
		if s.cfg.Debug {
			text = err.Error()
		}
		http.Error(w, text, 500) // want `while a debug switch is on, the text of a database error \(from sql.DB.Ping\) reaches the client`
	}
}

func (s *server) two(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		if os.Getenv("APP_ENV") == "development" {
			http.Error(w, err.Error(), 500) // want `while a debug switch is on`
			return
		}
		http.Error(w, http.StatusText(500), 500)
	}
}

const debugging = true

// A switch that is on for good is none.
func (s *server) three(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		if debugging {
			w.Write(debug.Stack()) // want `^a stack trace \(from debug.Stack\) reaches the client`
		}
	}
}
