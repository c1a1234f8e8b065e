package legacy

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// recoverLoudly answers a panic with what the old app's crash reporter shows.
func recoverLoudly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				w.WriteHeader(http.StatusInternalServerError)
				fmt.Fprintf(w, "panic: %v\n\n%s", v, debug.Stack()) // FLAW(stackleak/stack): file paths, function names and arguments for everybody
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// recoverQuietly logs a panic and answers without a word about it.
func recoverQuietly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				slog.ErrorContext(r.Context(), "panic", "value", v, "stack", string(debug.Stack()))
				http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError) // TWIN(stackleak/stack): the stack went to the log
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// fail answers with the error, as version 0 has always done.
func fail(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // FLAW(stackleak/internal-error): the services' errors wrap the database's, with table and column names
}

// refuse logs the error and answers with the status alone.
func refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": http.StatusText(status)}) // TWIN(stackleak/internal-error): constant text
}

func (a *API) create(w http.ResponseWriter, r *http.Request) {
	p, err := a.store(w, r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	respond.JSON(w, http.StatusCreated, p)
}

func (a *API) createQuietly(w http.ResponseWriter, r *http.Request) {
	p, err := a.store(w, r)
	if errors.Is(err, portal.ErrConflict) {
		refuse(w, r, http.StatusConflict, err)
		return
	}
	if err != nil {
		refuse(w, r, http.StatusBadRequest, err)
		return
	}
	respond.JSON(w, http.StatusCreated, p)
}

func (a *API) store(w http.ResponseWriter, r *http.Request) (portal.Project, error) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return portal.Project{}, err
	}
	var in struct {
		Name string `json:"name"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return portal.Project{}, err
	}
	return a.Projects.Create(r.Context(), scope, in.Name, "")
}

// csv sends the projects that mention q as comma-separated values.
func (a *API) csv(w http.ResponseWriter, r *http.Request) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	list, err := a.Projects.List(r.Context(), scope, r.URL.Query().Get("q"))
	if err != nil {
		http.Error(w, fmt.Sprintf("export: %+v", err), http.StatusInternalServerError) // FLAW(stackleak/internal-error): the database's own words, by way of service and store
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	out := csv.NewWriter(w)
	for _, p := range list {
		if err := out.Write([]string{p.Name, p.Summary, p.Deadline}); err != nil {
			return
		}
	}
	out.Flush()
}

// text sends the projects that mention q as plain text.
func (a *API) text(w http.ResponseWriter, r *http.Request) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	list, err := a.Projects.List(r.Context(), scope, r.URL.Query().Get("q"))
	if err != nil {
		slog.ErrorContext(r.Context(), "export failed", "error", err)
		http.Error(w, "the export is not available", http.StatusInternalServerError) // TWIN(stackleak/internal-error): the words are ours
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	for _, p := range list {
		if _, err := io.WriteString(w, p.Name+"\n"); err != nil {
			return
		}
	}
}
