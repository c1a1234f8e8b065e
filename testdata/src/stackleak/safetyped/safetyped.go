// Package safetyped has errors that know what clients may read of them.
package safetyped

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
)

// problem tells Text and keeps what caused it.
type problem struct {
	Status int
	Text   string
	cause  error
}

func (p *problem) Error() string { return p.Text }
func (p *problem) Unwrap() error { return p.cause }

// telling is told with what caused it.
type telling struct{ cause error }

func (t *telling) Error() string { return "failed: " + t.cause.Error() }

type server struct{ db *sql.DB }

func (s *server) load() error {
	if err := s.db.Ping(); err != nil {
		return &problem{Status: 500, Text: "try again later", cause: err}
	}
	return nil
}

func (s *server) loudly() error {
	if err := s.db.Ping(); err != nil {
		return &telling{err}
	}
	return nil
}

func (s *server) one(w http.ResponseWriter, r *http.Request) {
	if err := s.load(); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

func (s *server) two(w http.ResponseWriter, r *http.Request) {
	if err := s.loudly(); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error \(from sql.DB.Ping\)`
	}
}

func (s *server) mixed(name string) error {
	if name == "" {
		return &problem{Status: 400, Text: "the name is empty"}
	}
	_, err := s.db.Exec("SELECT 1")
	return err
}

func (s *server) asserted(w http.ResponseWriter, r *http.Request) {
	err := s.mixed("")
	var p *problem
	if errors.As(err, &p) {
		http.Error(w, p.Error(), p.Status)
		return
	}
	if err != nil {
		log.Print(err)
		http.Error(w, "try again later", 500)
	}
}

func (s *server) switched(w http.ResponseWriter, r *http.Request) {
	switch err := s.mixed("").(type) {
	case nil:
	case *problem:
		http.Error(w, err.Text, err.Status)
	default:
		http.Error(w, http.StatusText(500), 500)
	}
}

func (s *server) switchedWrong(w http.ResponseWriter, r *http.Request) {
	switch err := s.mixed("").(type) {
	case nil:
	case *problem:
		http.Error(w, err.Error(), err.Status)
	default:
		http.Error(w, err.Error(), 500) // want `the text of a database error`
	}
}

// The cause goes to the log, the text to the client.
func (s *server) cause(w http.ResponseWriter, r *http.Request) {
	err := s.load()
	var p *problem
	if errors.As(err, &p) {
		log.Print(p.cause)
		http.Error(w, p.Text, p.Status)
	}
}
