// Package lib is what package far builds on.
package lib

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

var ErrGone = errors.New("gone")

type Store struct{ DB *sql.DB }

func (s *Store) Load(id string) (string, error) {
	if id == "" {
		return "", ErrGone
	}
	_, err := s.DB.Exec("select", id)
	return "", err
}

// Failed is an error of the program's own, which hides its cause.
type Failed struct{ cause error }

func (f *Failed) Error() string { return "failed" }

func (s *Store) Quiet(id string) error {
	if _, err := s.DB.Exec("select", id); err != nil {
		return &Failed{err}
	}
	return nil
}

func WriteError(w http.ResponseWriter, err error) {
	Print(w, "error: %v", err)
}

func Print(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, format, args...)
}

// Respond encodes what it is given.
func Respond(w http.ResponseWriter, v any) {
	json.NewEncoder(w).Encode(v)
}

func Wrap(f func(r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(r); err != nil {
			WriteError(w, err)
		}
	}
}

// Each calls back with what it meets.
func Each(s *Store, report func(err error)) {
	if _, err := s.Load("1"); err != nil {
		report(err)
	}
}

// Pass hands an error to whoever wants it.
func Pass(err error, to func(error)) { to(err) }
