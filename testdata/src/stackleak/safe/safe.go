// Package safe sends texts that clients may read.
package safe

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
)

var (
	errEmpty = errors.New("the name is empty")
	errTaken = errors.New("the name is taken")
	validate = validator.New()
)

type form struct {
	Name string `json:"name" validate:"required"`
}

func decoded(w http.ResponseWriter, r *http.Request) {
	var f form
	if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := validate.Struct(f); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	if err := check(f); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	}
}

func check(f form) error {
	if f.Name == "" {
		return errEmpty
	}
	if len(f.Name) > 80 {
		return fmt.Errorf("the name has %d characters, at most 80 are allowed", len(f.Name))
	}
	return nil
}

func parsed(w http.ResponseWriter, r *http.Request) {
	_, err := strconv.Atoi(r.FormValue("page"))
	if err != nil {
		http.Error(w, fmt.Sprintf("bad page: %v", err), 400)
	}
	if _, err := uuid.Parse(r.FormValue("id")); err != nil {
		http.Error(w, err.Error(), 400)
	}
	if _, err := url.Parse(r.FormValue("back")); err != nil {
		http.Error(w, err.Error(), 400)
	}
	if _, err := time.Parse(time.RFC3339, r.FormValue("from")); err != nil {
		http.Error(w, err.Error(), 400)
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), 400)
	}
	if _, err := r.Cookie("session"); err != nil {
		http.Error(w, err.Error(), 401)
	}
}

type store struct{ db *sql.DB }

func (s *store) rename(name string) error {
	if name == "root" {
		return errTaken
	}
	_, err := s.db.Exec("UPDATE users SET name = $1", name)
	return err
}

func (s *store) compared(w http.ResponseWriter, r *http.Request) {
	err := s.rename(r.FormValue("name"))
	if err == errTaken {
		http.Error(w, err.Error(), 409)
		return
	}
	if errors.Is(err, errEmpty) || errors.Is(err, errTaken) {
		http.Error(w, err.Error(), 400)
		return
	}
	if err != nil {
		log.Print(err)
		http.Error(w, "try again later", 500)
	}
}

func (s *store) turned(w http.ResponseWriter, r *http.Request) {
	err := s.rename(r.FormValue("name"))
	if err == nil {
		return
	}
	if !errors.Is(err, errTaken) {
		log.Print(err)
		http.Error(w, "try again later", 500)
		return
	}
	http.Error(w, err.Error(), 409)
}

// The wrong way round: what is not known is what is sent.
func (s *store) wrongWay(w http.ResponseWriter, r *http.Request) {
	err := s.rename(r.FormValue("name"))
	if errors.Is(err, errTaken) {
		http.Error(w, "the name is taken", 409)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error`
	}
}

func isClientError(err error) bool {
	return errors.Is(err, errTaken) || errors.Is(err, errEmpty)
}

func (s *store) predicate(w http.ResponseWriter, r *http.Request) {
	if err := s.rename(r.FormValue("name")); err != nil {
		if isClientError(err) {
			http.Error(w, err.Error(), 400)
			return
		}
		http.Error(w, "try again later", 500)
	}
}

func (s *store) predicateTurned(w http.ResponseWriter, r *http.Request) {
	if err := s.rename(r.FormValue("name")); err != nil {
		text := err.Error()
		if !isClientError(err) {
			text = "try again later"
		}
		http.Error(w, text, 400)
	}
}

func (s *store) chosenByStatus(w http.ResponseWriter, r *http.Request) {
	err := s.rename(r.FormValue("name"))
	switch err {
	case nil:
	case errTaken, errEmpty:
		http.Error(w, err.Error(), 409)
	default:
		http.Error(w, http.StatusText(500), 500)
	}
}

func (s *store) absent(w http.ResponseWriter, r *http.Request) {
	err := s.db.QueryRow("SELECT 1").Scan(new(int))
	if err == sql.ErrNoRows {
		http.Error(w, err.Error(), 404)
	}
}

// Constant texts only, whatever went wrong.
func (s *store) replaced(w http.ResponseWriter, r *http.Request) {
	err := s.rename(r.FormValue("name"))
	if err != nil {
		err = errors.New("cannot rename")
	}
	if err != nil {
		http.Error(w, err.Error(), 500)
	}
}

func (s *store) ownText() error {
	if _, err := s.db.Exec("SELECT 1"); err != nil {
		log.Print(err)
		return fmt.Errorf("user %q cannot be loaded", "x")
	}
	return nil
}

func (s *store) own(w http.ResponseWriter, r *http.Request) {
	if err := s.ownText(); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

// What the client made wrong, and what went wrong here, in one value.
func (s *store) count(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		http.Error(w, err.Error(), 400)
		return
	}
	_, err = s.db.Exec("SELECT $1", n)
	if err != nil {
		http.Error(w, "try again later", 500)
	}
}
