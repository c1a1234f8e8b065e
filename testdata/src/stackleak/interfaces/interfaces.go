// Package interfaces knows its store by an interface of its own: what stands
// behind it is known only when all packages are in view.
package interfaces

import (
	"context"
	"fmt"
	"net/http"
)

type loader interface {
	Load(ctx context.Context, id string) (string, error)
	Rename(ctx context.Context, id, name string) error
}

type service struct{ notes loader }

func (s *service) load(ctx context.Context, id string) (string, error) {
	name, err := s.notes.Load(ctx, id)
	if err != nil {
		return "", fmt.Errorf("load %s: %w", id, err)
	}
	return name, nil
}

type api struct {
	service *service
	answers answerer
}

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	name, err := a.service.load(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), 500) // linked `the text of a database error \(from sql.Row.Scan\) reaches the client`
		return
	}
	w.Write([]byte(name))
}

// All that Rename returns was chosen.
func (a *api) rename(w http.ResponseWriter, r *http.Request) {
	if err := a.service.notes.Rename(r.Context(), r.PathValue("id"), r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), 409)
	}
}

// A helper behind an interface.
type answerer interface {
	Fail(w http.ResponseWriter, err error)
}

type loud struct{}

func (loud) Fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), 500) // linked `the text of a database error \(from sql.Row.Scan\) reaches the client in a call of loud.Fail`
}

func (a *api) failed(w http.ResponseWriter, r *http.Request) {
	if _, err := a.service.notes.Load(r.Context(), "1"); err != nil {
		a.answers.Fail(w, err)
	}
}
