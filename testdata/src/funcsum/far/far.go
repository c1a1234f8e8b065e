// Package far knows what another package does by its facts.
package far

import (
	"bytes"
	"errors"
	"funcsum/lib"
	"net/http"
)

var store *lib.Store

func plain(w http.ResponseWriter, r *http.Request) {
	_, err := store.Load("1")
	lib.WriteError(w, err) // want `database from \(\*database/sql.DB\).Exec as text by fmt.Fprintf`
	lib.WriteError(w, store.Quiet("1"))
	if errors.Is(err, lib.ErrGone) {
		lib.WriteError(w, err)
	}
	lib.Respond(w, err)
	lib.Respond(w, map[string]string{"error": err.Error()}) // want `database .* by \(\*encoding/json.Encoder\).Encode`
	var buf bytes.Buffer
	lib.Print(&buf, "%v", err)
	w.Write(buf.Bytes()) // want `database .* by \(net/http.ResponseWriter\).Write`
}

func routes(mux *http.ServeMux) {
	mux.Handle("/a", lib.Wrap(func(r *http.Request) error { // want `database from \(\*database/sql.DB\).Exec`
		_, err := store.Load("1")
		return err
	}))
	mux.Handle("/b", lib.Wrap(func(r *http.Request) error { return store.Quiet("1") }))
}

func back(w http.ResponseWriter, r *http.Request) {
	_, err := store.Load("1")
	lib.Pass(err, func(err error) { // want `database from \(\*database/sql.DB\).Exec`
		http.Error(w, err.Error(), 500)
	})
	lib.Pass(err, func(err error) { println(err) })
}

// A responder hides who writes.
type responder interface {
	Fail(w http.ResponseWriter, err error)
}

type texts struct{}

func (texts) Fail(w http.ResponseWriter, err error) { http.Error(w, err.Error(), 500) }

type server struct{ responder responder }

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	_, err := store.Load("1")
	s.responder.Fail(w, err) // want `database from \(\*database/sql.DB\).Exec as text by net/http.Error`
	s.fail(w, err)           // want `database from \(\*database/sql.DB\).Exec as text by net/http.Error`
	s.responder.Fail(w, store.Quiet("1"))
}

func (s *server) fail(w http.ResponseWriter, err error) { s.responder.Fail(w, err) }

func newServer() *server { return &server{texts{}} }

func selected(w http.ResponseWriter, r *http.Request) {
	failed, done := make(chan error, 1), make(chan struct{})
	go func() {
		_, err := store.Load("1")
		failed <- err
	}()
	select {
	case <-done:
	case err := <-failed:
		http.Error(w, err.Error(), 500) // want `database`
	}
	all := append([]error(nil), errors.New("own"))
	_, err := store.Load("1")
	all = append(all, err)
	http.Error(w, errors.Join(all...).Error(), 500) // want `database`
}
