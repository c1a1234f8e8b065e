// Package nethttp answers with net/http alone.
package nethttp

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"strings"
)

type server struct {
	db   *sql.DB
	page *template.Template
}

func (s *server) load(id string) (string, error) {
	var name string
	err := s.db.QueryRow("SELECT name FROM notes WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *server) direct(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.Exec("DELETE FROM notes")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `the text of a database error \(from sql.DB.Exec\) reaches the client: log it and answer with http.StatusText`
	}
}

// The status does not matter, the origin does.
func (s *server) asBadRequest(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		http.Error(w, "load: "+err.Error(), http.StatusBadRequest) // want `text of a database error \(from sql.Row.Scan\)`
	}
}

func (s *server) printed(w http.ResponseWriter, r *http.Request) {
	name, err := s.load(r.PathValue("id"))
	if err != nil {
		fmt.Fprintf(w, "cannot load %s: %v", r.PathValue("id"), err) // want `text of a database error`
		return
	}
	fmt.Fprintf(w, "hello %s", name)
}

func (s *server) line(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		fmt.Fprintln(w, "error:", err) // want `text of a database error`
	}
}

func (s *server) written(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		w.WriteHeader(500)
		w.Write([]byte(err.Error()))       // want `text of a database error`
		io.WriteString(w, fmt.Sprint(err)) // want `text of a database error`
	}
}

type answer struct {
	Error  string `json:"error"`
	Detail error  `json:"detail,omitempty"`
	Hidden string `json:"-"`
	inner  error
}

func (s *server) encoded(w http.ResponseWriter, r *http.Request) {
	_, err := s.load(r.PathValue("id"))
	if err != nil {
		json.NewEncoder(w).Encode(answer{Error: err.Error()}) // want `text of a database error`
	}
}

func (s *server) mapped(w http.ResponseWriter, r *http.Request) {
	_, err := s.load(r.PathValue("id"))
	if err != nil {
		body := map[string]any{"ok": false, "error": err.Error()}
		json.NewEncoder(w).Encode(body) // want `text of a database error`
	}
}

func (s *server) marshalled(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		data, _ := json.Marshal(map[string]string{"error": fmt.Sprintf("%s", err)})
		w.Write(data) // want `text of a database error`
	}
}

// An error is encoded as the exported fields of its type: {} here.
func (s *server) valueEncoded(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		json.NewEncoder(w).Encode(answer{Detail: err})
		json.NewEncoder(w).Encode(map[string]any{"error": err})
		json.NewEncoder(w).Encode(err)
	}
}

func (s *server) hidden(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		json.NewEncoder(w).Encode(answer{Error: "try again later", Hidden: err.Error(), inner: err})
	}
}

func (s *server) wrapped(w http.ResponseWriter, r *http.Request) {
	_, err := s.load(r.PathValue("id"))
	if err != nil {
		err = fmt.Errorf("load note: %w", err)
		http.Error(w, err.Error(), 500) // want `text of a database error`
	}
}

func (s *server) header(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		w.Header().Set("X-Error", err.Error())                             // want `text of a database error`
		http.Redirect(w, r, "/login?error="+err.Error(), http.StatusFound) // want `text of a database error`
	}
}

// Headers of requests that the program sends are no answers.
func (s *server) outgoing(out *http.Request) {
	if _, err := s.load("1"); err != nil {
		out.Header.Set("X-Error", err.Error())
	}
}

func (s *server) rendered(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		s.page.Execute(w, map[string]any{"Error": err}) // want `text of a database error`
	}
}

func (s *server) pageFailed(w http.ResponseWriter, r *http.Request) {
	if err := s.page.Execute(w, nil); err != nil {
		http.Error(w, err.Error(), 500) // want `text of a template error \(from template.Template.Execute\)`
	}
}

// What is written to a buffer reaches the client with the buffer.
func (s *server) buffered(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := s.load(r.PathValue("id")); err != nil {
		fmt.Fprintf(&buf, "failed: %v", err)
		w.Write(buf.Bytes()) // want `text of a database error`
	}
}

func (s *server) logged(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load(r.PathValue("id")); err != nil {
		log.Printf("load: %v", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}

// Written for those who run the program.
func (s *server) toLog(out io.Writer) {
	if _, err := s.load("1"); err != nil {
		fmt.Fprintln(out, err)
		var b strings.Builder
		fmt.Fprintln(&b, err)
		log.Print(b.String())
	}
}

func (s *server) ignored(w http.ResponseWriter, r *http.Request) {
	if _, err := s.load("1"); err != nil {
		//launchlint:ignore stackleak/internal-error only staff can reach it
		http.Error(w, err.Error(), 500)
	}
}

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /direct", s.direct)
	mux.HandleFunc("GET /inline", func(w http.ResponseWriter, r *http.Request) {
		name, err := s.load(r.PathValue("id"))
		if err != nil {
			http.Error(w, err.Error(), 500) // want `text of a database error`
			return
		}
		io.WriteString(w, name)
	})
}
