// Package wired sees both sides, and gives one to the other.
package wired

import (
	"database/sql"
	"net/http"
	"stackleak/interfaces/store"
)

type reader struct{ notes *store.Store }

// No interface is in the way of this one.
func (r *reader) get(w http.ResponseWriter, req *http.Request) {
	if _, err := r.notes.Load(req.Context(), "1"); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error \(from sql.Row.Scan\)`
	}
}

func routes(mux *http.ServeMux, db *sql.DB) {
	mux.HandleFunc("/", (&reader{&store.Store{DB: db}}).get)
}
