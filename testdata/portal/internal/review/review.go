// Package review lets people without an account read a document and approve or
// reject it, by a link that was mailed to them.
package review

import (
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
)

// Reviews is what the pages ask of the document service.
type Reviews interface {
	Review(ctx context.Context, raw string) (portal.Review, error)
	Decide(ctx context.Context, raw, decision string) error
}

const (
	reviewCookie  = "portal_review_token"
	receiptCookie = "portal_receipt_token"
	maxForm       = 4 << 10
)

// Pages are the reviewers' pages.
type Pages struct {
	Reviews Reviews
}

// Routes returns the pages, to be mounted at /review.
func (p *Pages) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/read", p.read)
	r.Post("/decision", p.decide)
	r.Get("/receipt", p.receipt)
	r.Get("/{token}", p.open)
	return r
}

// open moves the token from the link into a cookie, so that it stays out of
// Referer headers and the history.
func (p *Pages) open(w http.ResponseWriter, r *http.Request) {
	raw := chi.URLParam(r, "token")
	if _, err := p.Reviews.Review(r.Context(), raw); err != nil {
		fail(w, r, err)
		return
	}
	// FLAW(cookieflags/samesite): browsers without a default of their own send it along when another site posts the decision form
	http.SetCookie(w, &http.Cookie{Name: reviewCookie, Value: raw, Path: "/review", MaxAge: 3600, Secure: true, HttpOnly: true})
	http.Redirect(w, r, "/review/read", http.StatusSeeOther)
}

var page = template.Must(template.New("review").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Title}}</title></head>
<body><h1>{{.Title}}</h1><pre>{{.Body}}</pre>
{{if .Decision}}<p>This document was {{.Decision}}.</p>{{else}}
<form method="post" action="/review/decision">
<button name="decision" value="approved">Approve</button>
<button name="decision" value="rejected">Reject</button>
</form>{{end}}</body></html>
`))

func (p *Pages) read(w http.ResponseWriter, r *http.Request) { p.show(w, r, reviewCookie) }

func (p *Pages) receipt(w http.ResponseWriter, r *http.Request) { p.show(w, r, receiptCookie) }

func (p *Pages) show(w http.ResponseWriter, r *http.Request, cookie string) {
	c, err := r.Cookie(cookie)
	if err != nil {
		fail(w, r, portal.ErrExpired)
		return
	}
	v, err := p.Reviews.Review(r.Context(), c.Value)
	if err != nil {
		fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := page.Execute(w, v); err != nil {
		slog.WarnContext(r.Context(), "review page not sent", "error", err)
	}
}

func (p *Pages) decide(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie(reviewCookie)
	if err != nil {
		fail(w, r, portal.ErrExpired)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := p.Reviews.Decide(r.Context(), c.Value, r.PostFormValue("decision")); err != nil {
		fail(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: reviewCookie, Path: "/review", MaxAge: -1, Secure: true, HttpOnly: true})
	// TWIN(cookieflags/samesite): the receipt is sent along from our own pages only
	http.SetCookie(w, &http.Cookie{Name: receiptCookie, Value: c.Value, Path: "/review", MaxAge: 3600, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/review/receipt", http.StatusSeeOther)
}

// fail answers with a page that says no more than that it did not work.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	var invalid *portal.Invalid
	switch {
	case errors.As(err, &invalid):
		http.Error(w, "Please choose approve or reject.", http.StatusUnprocessableEntity)
	case errors.Is(err, portal.ErrExpired):
		http.Error(w, "This link is no longer valid.", http.StatusGone)
	default:
		slog.ErrorContext(r.Context(), "review failed", "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}
