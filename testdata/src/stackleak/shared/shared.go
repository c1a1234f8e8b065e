// Package shared answers with the functions of another package.
package shared

import (
	"database/sql"
	"net/http"
	"stackleak/shared/respond"
)

type server struct{ db *sql.DB }

func (s *server) one(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		respond.Error(w, 500, err) // want `the text of a database error \(from sql.DB.Ping and 1 more\) reaches the client through respond.Error, here and in 1 other call`
	}
}

func (s *server) two(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("SELECT 1"); err != nil {
		respond.Error(w, 500, err)
	}
}

func (s *server) three(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("SELECT 1"); err != nil {
		respond.Text(w, 500, err.Error()) // want `the text of a database error \(from sql.DB.Exec\) reaches the client through respond.Text`
		return
	}
	respond.Text(w, 200, "ok")
}
