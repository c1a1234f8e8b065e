// Package ignores has calls of a helper, some of which are meant to be so.
package ignores

import (
	"database/sql"
	"net/http"

	"github.com/gofiber/fiber/v2"
)

type server struct{ db *sql.DB }

func respond(w http.ResponseWriter, text string) {
	http.Error(w, text, 500)
}

// What is ignored does not stand for the others.
func (s *server) staff(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		//launchlint:ignore stackleak/internal-error only staff can reach it
		respond(w, err.Error())
	}
}

func (s *server) everybody(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		respond(w, err.Error()) // want `the text of a database error \(from sql.DB.Ping\) reaches the client through respond: log it`
	}
}

func (s *server) returned(c *fiber.Ctx) error {
	if err := s.db.Ping(); err != nil {
		//launchlint:ignore stackleak/implicit only staff can reach it
		return err
	}
	_, err := s.db.Exec("SELECT 1")
	return err // want `fiber sends the text of a database error \(from sql.DB.Exec\)`
}

func serve(s *server) {
	app := fiber.New()
	app.Get("/", s.returned)
}
