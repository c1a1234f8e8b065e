// Package respond reads JSON requests and writes JSON responses. Errors leave
// through Error, which tells a client only texts that are meant for it.
package respond

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// JSON answers with v. A client that went away is none of our business.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// NoContent answers that it was done.
func NoContent(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }

type failure struct {
	Error string `json:"error"`
	Field string `json:"field,omitempty"`
}

var known = []struct {
	err    error
	status int
}{
	{portal.ErrUnauthenticated, http.StatusUnauthorized},
	{portal.ErrBadCredentials, http.StatusUnauthorized},
	{portal.ErrUnverified, http.StatusForbidden},
	{portal.ErrLocked, http.StatusTooManyRequests},
	{portal.ErrForbidden, http.StatusForbidden},
	{portal.ErrNotFound, http.StatusNotFound},
	{portal.ErrConflict, http.StatusConflict},
	{portal.ErrExpired, http.StatusGone},
	{errNotJSON, http.StatusUnsupportedMediaType},
	{errMalformed, http.StatusBadRequest},
	{errTooLarge, http.StatusRequestEntityTooLarge},
}

// Error answers with the constant text of the error that err wraps. Everything
// else is logged and answered as an internal error without a word about it.
func Error(w http.ResponseWriter, r *http.Request, err error) {
	var invalid *portal.Invalid
	if errors.As(err, &invalid) {
		JSON(w, http.StatusUnprocessableEntity, failure{Error: invalid.Reason, Field: invalid.Field})
		return
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			JSON(w, k.status, failure{Error: k.err.Error()})
			return
		}
	}
	slog.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	JSON(w, http.StatusInternalServerError, failure{Error: http.StatusText(http.StatusInternalServerError)})
}

var (
	errNotJSON   = errors.New("the content type must be application/json")
	errMalformed = errors.New("the body is not the JSON that is expected here")
	errTooLarge  = errors.New("the body is too large")
)

// maxBody bounds every JSON body, in bytes.
const maxBody = 1 << 20

// Decode reads one JSON value of at most 1 MiB into dst and refuses unknown fields.
func Decode(w http.ResponseWriter, r *http.Request, dst any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return errNotJSON
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	dec.DisallowUnknownFields()
	if err := dec.Decode(dst); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return errTooLarge
		}
		return errMalformed
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errMalformed
	}
	return nil
}
