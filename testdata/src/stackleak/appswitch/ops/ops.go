// Package ops shows more while a switch is on, which another package sets.
package ops

import (
	"database/sql"
	"net/http"
)

type Desk struct {
	DB                    *sql.DB
	Debug, Trace, Verbose bool
}

func (d *Desk) Debugging(w http.ResponseWriter, r *http.Request) {
	if err := d.DB.Ping(); err != nil {
		if d.Debug {
			http.Error(w, err.Error(), 500) // linked `unless APP_DEBUG turns it off, the text of a database error \(from sql.DB.Ping\) reaches the client`
			return
		}
		http.Error(w, http.StatusText(500), 500)
	}
}

// Off unless somebody turns it on.
func (d *Desk) Tracing(w http.ResponseWriter, r *http.Request) {
	if err := d.DB.Ping(); err != nil {
		if d.Trace {
			http.Error(w, err.Error(), 500)
			return
		}
		http.Error(w, http.StatusText(500), 500)
	}
}

func (d *Desk) Telling(w http.ResponseWriter, r *http.Request) {
	if err := d.DB.Ping(); err != nil {
		if d.Verbose {
			http.Error(w, err.Error(), 500) // linked `while a debug switch is on, the text of a database error`
			return
		}
		http.Error(w, http.StatusText(500), 500)
	}
}
