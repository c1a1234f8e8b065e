// Package helpers answers through functions of its own.
package helpers

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strconv"
)

type server struct{ db *sql.DB }

// fail sends what it is given: said once, here, for all callers.
func fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError) // want `the text of database and file errors \(from sql.DB.Exec and 2 more\) reaches the client in 3 calls of fail: log them and answer with http.StatusText`
}

func (s *server) one(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		fail(w, err)
	}
}

func (s *server) two(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("DELETE FROM notes"); err != nil {
		fail(w, err)
	}
}

func (s *server) three(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove("x"); err != nil {
		fail(w, err)
	}
}

// Numbers are the client's.
func (s *server) four(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("n")); err != nil {
		fail(w, err)
	}
}

// respond sends a text, and is not at fault for what it is.
func respond(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

func (s *server) five(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		respond(w, 500, err.Error()) // want `the text of a database error \(from sql.DB.Ping and 1 more\) reaches the client through respond, here and in 1 other call`
		return
	}
	respond(w, 404, "there is nothing")
}

func (s *server) six(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("DELETE FROM notes"); err != nil {
		respond(w, 400, "delete: "+err.Error())
	}
}

func (s *server) seven(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("n")); err != nil {
		respond(w, 400, err.Error())
	}
}

// failed calls a helper that calls a helper.
func failed(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, sql.ErrNoRows) {
		respond(w, 404, err.Error())
		return
	}
	respond(w, 500, err.Error()) // want `the text of a database error \(from sql.Tx.Commit\) reaches the client in a call of failed`
}

func (s *server) eight(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	if err := tx.Commit(); err != nil {
		failed(w, r, err)
	}
}

// calm tells what it may.
func calm(w http.ResponseWriter, err error) {
	text := http.StatusText(500)
	var shown interface{ Public() string }
	if errors.As(err, &shown) {
		text = shown.Public()
	}
	http.Error(w, text, 500)
}

func (s *server) nine(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		calm(w, err)
	}
}

// message makes a text of an error, for whoever sends it.
func message(err error) string { return "failed: " + err.Error() }

func (s *server) ten(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		w.Write([]byte(message(err))) // want `the text of a database error \(from sql.DB.Ping\) reaches the client`
	}
}

// A response that is kept in a value of the program's own.
type reply struct{ w http.ResponseWriter }

func (p *reply) fail(err error) {
	http.Error(p.w, err.Error(), 500) // want `the text of a database error \(from sql.DB.Ping\) reaches the client in a call of reply.fail`
}

func (s *server) eleven(w http.ResponseWriter, r *http.Request) {
	p := &reply{w}
	if err := s.db.Ping(); err != nil {
		p.fail(err)
	}
}

// prepared is told by the query that fails, not by its preparation before.
func (s *server) prepared() error {
	stmt, err := s.db.Prepare("SELECT 1")
	if err != nil {
		return err
	}
	_, err = stmt.Exec()
	return err
}

func (s *server) shows(w http.ResponseWriter, r *http.Request) {
	if err := s.prepared(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `the text of a database error \(from sql.Stmt.Exec and 1 more\) reaches the client: log it`
	}
}
