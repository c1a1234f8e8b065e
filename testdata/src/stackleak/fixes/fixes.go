// Package fixes is mended by the suggested fixes.
package fixes

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
)

type server struct{ db *sql.DB }

func (s *server) direct(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `the text of a database error`
		return
	}
	_, err := s.db.Exec("SELECT 1")
	if err != nil {
		http.Error(w, fmt.Sprintf("cannot select: %v", err), 503) // want `the text of a database error`
	}
}

func (s *server) helped(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		respond(w, http.StatusBadGateway, "ping: "+err.Error()) // want `the text of a database error`
	}
}

func (s *server) again(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("SELECT 2"); err != nil {
		respond(w, http.StatusBadGateway, err.Error())
	}
}

func respond(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

// A parameter: other callers may give what is meant for clients.
func fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), 500) // want `the text of a database error`
}

func (s *server) failing(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		fail(w, err)
	}
}

// No status is in sight.
func (s *server) bare(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		fmt.Fprintln(w, err) // want `the text of a database error`
	}
}

func (s *server) boxed(w http.ResponseWriter, r *http.Request) {
	err := s.db.Ping()
	switch {
	case err != nil:
		// A comment stays with what it is about.
		http.Error(w, err.Error(), http.StatusServiceUnavailable) // want `the text of a database error`
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
