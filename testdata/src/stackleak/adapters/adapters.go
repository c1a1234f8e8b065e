// Package adapters has handlers that return errors and functions that run them.
package adapters

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
)

type appHandler func(w http.ResponseWriter, r *http.Request) error

func (h appHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error \(from sql.DB.Ping\) reaches the client`
	}
}

type server struct{ db *sql.DB }

func (s *server) ping(w http.ResponseWriter, r *http.Request) error { return s.db.Ping() }

var errNone = errors.New("there is none")

func (s *server) none(w http.ResponseWriter, r *http.Request) error { return errNone }

func (s *server) routes(mux *http.ServeMux) {
	mux.Handle("/ping", appHandler(s.ping))
	mux.Handle("/none", appHandler(s.none))
	mux.HandleFunc("/wrapped", wrap(s.exec))
	mux.HandleFunc("/calm", calm(s.exec))
	mux.HandleFunc("/inline", wrap(func(w http.ResponseWriter, r *http.Request) error { return errNone }))
}

func (s *server) exec(w http.ResponseWriter, r *http.Request) error {
	_, err := s.db.Exec("DELETE FROM notes")
	return err
}

func wrap(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			http.Error(w, err.Error(), 500) // want `the text of a database error \(from sql.DB.Exec\) reaches the client`
		}
	}
}

func calm(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			http.Error(w, http.StatusText(500), 500)
		}
	}
}

func (s *server) withTx(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (s *server) transact(w http.ResponseWriter, r *http.Request) {
	err := s.withTx(r.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM notes")
		return err
	})
	if err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error`
	}
}

// locked only runs what it is given.
func locked(do func() error) error { return do() }

func (s *server) own(w http.ResponseWriter, r *http.Request) {
	if err := locked(func() error { return errNone }); err != nil {
		http.Error(w, err.Error(), 500)
	}
	if err := locked(func() error { return s.db.Ping() }); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error \(from sql.DB.Ping\)`
	}
}
