// Package chirender answers with chi's render package.
package chirender

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
)

type failure struct {
	Err    error  `json:"-"`
	Status int    `json:"-"`
	Text   string `json:"status"`
	Detail string `json:"error,omitempty"`
}

func (f *failure) Render(w http.ResponseWriter, r *http.Request) error {
	render.Status(r, f.Status)
	return nil
}

// telling makes an answer that tells the error's text.
func telling(err error) render.Renderer {
	return &failure{Err: err, Status: 500, Text: "failed", Detail: err.Error()}
}

// quiet keeps the error for the log.
func quiet(err error) render.Renderer {
	return &failure{Err: err, Status: 500, Text: "failed"}
}

func get(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile("/var/lib/notes/" + chi.URLParam(r, "id"))
	if err != nil {
		render.Render(w, r, telling(err)) // want `the text of a file error \(from os.ReadFile\)`
		return
	}
	render.Data(w, r, data)
}

func getQuietly(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("/var/lib/notes/x"); err != nil {
		render.Render(w, r, quiet(err))
	}
}

func plain(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove("/var/lib/notes/x"); err != nil {
		render.PlainText(w, r, err.Error())                                 // want `the text of a file error`
		render.JSON(w, r, map[string]string{"error": "rm: " + err.Error()}) // want `the text of a file error`
	}
}

func bound(w http.ResponseWriter, r *http.Request) {
	var in struct{ Text string }
	if err := render.DecodeJSON(r.Body, &in); err != nil {
		render.Render(w, r, telling(err))
	}
}

func routes(r chi.Router) {
	r.Get("/{id}", get)
	r.Get("/quiet", getQuietly)
	r.Get("/plain", plain)
	r.Post("/", bound)
}
