// Package near has flows inside one package.
package near

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime/debug"
)

var db *sql.DB

var errGone = errors.New("gone")

func direct(w http.ResponseWriter, r *http.Request) {
	if err := db.Ping(); err != nil {
		http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.DB\).Ping as text by net/http.Error`
	}
	if _, err := os.Open("x"); err != nil {
		fmt.Fprintf(w, "cannot: %v", err) // want `file from os.Open as text by fmt.Fprintf`
		fmt.Fprintf(w, "cannot: %d %T", 1, err)
	}
	if err := db.Ping(); err != nil {
		w.Write([]byte("failed: " + err.Error())) // want `database .* by \(net/http.ResponseWriter\).Write`
		io.WriteString(w, fmt.Sprint(err))        // want `database .* by io.WriteString`
	}
	if err := validate(r); err != nil {
		http.Error(w, err.Error(), 400)
	}
}

func validate(r *http.Request) error {
	if r.FormValue("x") == "" {
		return fmt.Errorf("x is missing in %s", r.URL.Path)
	}
	return nil
}

func load(ctx context.Context, id string) (string, error) {
	var name string
	if err := db.QueryRowContext(ctx, "select", id).Scan(&name); err != nil {
		return "", fmt.Errorf("load %s: %w", id, err)
	}
	return name, nil
}

func wrapped(w http.ResponseWriter, r *http.Request) {
	name, err := load(r.Context(), "1")
	if errors.Is(err, errGone) {
		http.Error(w, err.Error(), 404)
		return
	}
	if err != nil {
		respond(w, 500, map[string]any{"error": err.Error()}) // want `database from \(\*database/sql.Row\).Scan as text by \(\*encoding/json.Encoder\).Encode`
		respond(w, 500, map[string]any{"error": err})
		writeError(w, err) // want `database .* by \(\*encoding/json.Encoder\).Encode`
		return
	}
	respond(w, 200, name)
}

type answer struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	hidden  string
}

func respond(w http.ResponseWriter, code int, v any) {
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func writeError(w http.ResponseWriter, err error) {
	respond(w, 500, answer{Message: err.Error()})
}

func quiet(w http.ResponseWriter, r *http.Request) {
	_, err := load(r.Context(), "1")
	respond(w, 500, answer{Message: "failed", Cause: err.Error(), hidden: err.Error()})
	a := &answer{}
	a.Message = err.Error()
	respond(w, 500, a) // want `database`
}

func buffered(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	err := db.Ping()
	fmt.Fprintf(&buf, "oh: %v", err)
	w.Write(buf.Bytes()) // want `database .* by \(net/http.ResponseWriter\).Write`
}

func stack(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			fmt.Fprintf(w, "%v\n%s", v, debug.Stack()) // want `recovered` `stack from runtime/debug.Stack`
		}
	}()
}

type appHandler func(w http.ResponseWriter, r *http.Request) error

func (h appHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.Row\).Scan as text by net/http.Error`
	}
}

func item(w http.ResponseWriter, r *http.Request) error {
	_, err := load(r.Context(), "1")
	return err
}

func wrap(f func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			http.Error(w, err.Error(), 500)
		}
	}
}

func routes(mux *http.ServeMux) {
	mux.Handle("/a", appHandler(item))
	mux.Handle("/b", wrap(item))                                               // want `database from \(\*database/sql.Row\).Scan as text by net/http.Error`
	mux.Handle("/c", wrap(func(w http.ResponseWriter, r *http.Request) error { // want `database from \(\*database/sql.DB\).Ping`
		return db.Ping()
	}))
}

func withTx(fn func(tx *sql.Tx) error) error {
	tx, err := db.Begin()
	if err != nil {
		return errGone
	}
	return fn(tx)
}

func inTx(w http.ResponseWriter, r *http.Request) {
	err := withTx(func(tx *sql.Tx) error {
		_, err := tx.Exec("update")
		return err
	})
	if err != nil {
		http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.Tx\).Exec`
	}
}

type store interface {
	Get(id string) (string, error)
}

type sqlStore struct{ db *sql.DB }

func (s *sqlStore) Get(id string) (string, error) {
	var v string
	err := s.db.QueryRow("q", id).Scan(&v)
	return v, err
}

type server struct{ store store }

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	v, err := s.store.Get("1")
	if err != nil {
		http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.Row\).Scan as text by net/http.Error`
		return
	}
	fmt.Fprint(w, v)
}

func newServer() *server { return &server{store: &sqlStore{db}} }

type codeError struct {
	Code    string
	message string
	cause   error
}

func (e *codeError) Error() string { return e.message }

type chainError struct{ cause error }

func (e *chainError) Error() string { return "chain: " + e.cause.Error() }

func own(w http.ResponseWriter, r *http.Request) {
	var err error = &codeError{message: "try again", cause: db.Ping()}
	http.Error(w, err.Error(), 500)
	err = &chainError{cause: db.Ping()}
	http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.DB\).Ping`
}

func isKnown(err error) bool { return errors.Is(err, errGone) }

func guards(w http.ResponseWriter, r *http.Request) {
	err := db.Ping()
	var known *codeError
	switch {
	case errors.As(err, &known):
		http.Error(w, err.Error(), 400)
		return
	case err == errGone || errors.Is(err, io.EOF):
		http.Error(w, err.Error(), 404)
		return
	}
	if isKnown(err) {
		http.Error(w, err.Error(), 404)
		return
	}
	switch e := err.(type) {
	case *codeError:
		http.Error(w, e.Error(), 400)
	default:
		http.Error(w, err.Error(), 500) // want `database`
	}
	msg := "internal error"
	if isKnown(err) {
		msg = err.Error()
	}
	http.Error(w, msg, 500)
}

// An error whose type is known has fields that are not its text.
func fields(w http.ResponseWriter, r *http.Request) {
	var err error = &codeError{Code: db.Ping().Error(), message: "try again"}
	var known *codeError
	if errors.As(err, &known) {
		http.Error(w, known.Error(), 400)
		http.Error(w, known.Code, 400) // want `database from \(\*database/sql.DB\).Ping`
	}
}

// A function in a field is what the program keeps there.
type builder struct{ build func() error }

func newBuilder() *builder {
	return &builder{build: func() error { return db.Ping() }}
}

func (b *builder) serve(w http.ResponseWriter, r *http.Request) {
	if err := b.build(); err != nil {
		http.Error(w, err.Error(), 500) // want `database from \(\*database/sql.DB\).Ping`
	}
}

// What io's functions return is the error of what they read and write.
func copies(w http.ResponseWriter, r *http.Request, out *os.File) {
	if _, err := io.Copy(out, r.Body); err != nil {
		http.Error(w, err.Error(), 500) // want `file from io.Copy`
	}
	if _, err := io.ReadAll(r.Body); err != nil {
		http.Error(w, err.Error(), 500)
	}
	req, err := http.NewRequest("GET", "http://example.com/", nil)
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		http.Error(w, err.Error(), 500) // want `network from \(\*net/http.Client\).Do`
		return
	}
	if _, err := io.ReadAll(resp.Body); err != nil {
		http.Error(w, err.Error(), 500) // want `network from io.ReadAll`
	}
}

// An error that is nil has no text.
func none(w http.ResponseWriter, r *http.Request) {
	err := db.Ping()
	if err != nil {
		return
	}
	http.Error(w, fmt.Sprint("nothing: ", err), 404)
}

// An adapter that shows errors for statuses that blame the client.
type statusHandler func(w http.ResponseWriter, r *http.Request) (int, error)

func adapt(h statusHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := h(w, r)
		switch {
		case status == http.StatusBadRequest:
			http.Error(w, err.Error(), status)
		case status < 500:
			http.Error(w, err.Error(), status)
		case err != nil:
			http.Error(w, http.StatusText(status), status)
		}
	}
}

func rename(w http.ResponseWriter, r *http.Request) (int, error) {
	if err := db.Ping(); err != nil {
		return 500, err
	}
	return 400, errGone
}

func adapted(mux *http.ServeMux) { mux.Handle("/rename", adapt(rename)) }

// Errors of our side have a type of their own, and one function knows it.
type dbError struct{ err error }

func (e *dbError) Error() string { return e.err.Error() }

func hidden(w http.ResponseWriter, err error) {
	var d *dbError
	if errors.As(err, &d) {
		http.Error(w, "database error", 500)
		return
	}
	http.Error(w, err.Error(), 400)
}

func shown(w http.ResponseWriter, err error) {
	switch err.(type) {
	case *dbError:
		http.Error(w, "database error", 500)
	default:
		http.Error(w, err.Error(), 400)
	}
}

func central(h func(r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := h(r)
		switch err.(type) {
		case nil:
		case *dbError:
			http.Error(w, "database error", 500)
		default:
			http.Error(w, err.Error(), 400)
		}
	}
}

func typed() error {
	if err := db.Ping(); err != nil {
		return &dbError{err}
	}
	return errGone
}

func mixed(w http.ResponseWriter, r *http.Request) {
	hidden(w, &dbError{db.Ping()})
	hidden(w, typed())
	hidden(w, fmt.Errorf("mixed: %w", typed()))
	hidden(w, db.Ping()) // want `database from \(\*database/sql.DB\).Ping`
	shown(w, typed())
	shown(w, db.Ping()) // want `database from \(\*database/sql.DB\).Ping`
	http.HandleFunc("/x", central(func(r *http.Request) error { return typed() }))
	http.HandleFunc("/y", central(func(r *http.Request) error { return db.Ping() })) // want `database from \(\*database/sql.DB\).Ping`
}
