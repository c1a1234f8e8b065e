package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"github.com/launchlint/launchlint/testdata/portal/internal/account"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

func (a *API) signUp(w http.ResponseWriter, r *http.Request) error {
	var in account.SignUp
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Accounts.SignUp(r.Context(), in); err != nil {
		return err
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}

func (a *API) verify(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Token string `json:"token"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Accounts.Confirm(r.Context(), in.Token); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) login(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Email    string `json:"email"`
		Password string `json:"password"`
		Remember bool   `json:"remember"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	user, err := a.Accounts.Authenticate(r.Context(), in.Email, in.Password)
	if err != nil {
		if errors.Is(err, portal.ErrBadCredentials) || errors.Is(err, portal.ErrLocked) {
			slog.WarnContext(r.Context(), "sign-in refused", "client", middleware.GetClientIP(r.Context()), "locked", errors.Is(err, portal.ErrLocked))
		}
		return err
	}
	device, err := a.Accounts.Recognise(r.Context(), user, deviceToken(r))
	if err != nil {
		return err
	}
	if device != "" {
		setDeviceCookie(w, device)
	}
	raw, err := a.Accounts.Open(r.Context(), portal.Web, user.ID, 0)
	if err != nil {
		return err
	}
	setSessionCookie(w, raw)
	if in.Remember {
		remember, err := a.Accounts.Open(r.Context(), portal.Remember, user.ID, 0)
		if err != nil {
			return err
		}
		setRememberCookie(w, remember)
	}
	respond.JSON(w, http.StatusOK, user)
	return nil
}

func (a *API) resume(w http.ResponseWriter, r *http.Request) error {
	c, err := r.Cookie(rememberCookie)
	if err != nil {
		return portal.ErrUnauthenticated
	}
	raw, remember, err := a.Accounts.Resume(r.Context(), c.Value)
	if err != nil {
		return err
	}
	setSessionCookie(w, raw)
	setRememberCookie(w, remember)
	respond.NoContent(w)
	return nil
}

func (a *API) logout(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	if err := a.Accounts.Close(r.Context(), s); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: session.WebCookie, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true})
	http.SetCookie(w, &http.Cookie{Name: rememberCookie, Path: "/api/session", MaxAge: -1})
	respond.NoContent(w)
	return nil
}

func (a *API) me(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	user, err := a.Accounts.User(r.Context(), s.UserID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, user)
	return nil
}

func (a *API) setLocale(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Locale string `json:"locale"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	switch in.Locale {
	case "de", "en", "fr", "ja":
	default:
		return &portal.Invalid{Field: "locale", Reason: "is not supported"}
	}
	// The front end reads the locale, so the cookie is open to scripts on purpose.
	http.SetCookie(w, &http.Cookie{
		Name: "locale", Value: in.Locale, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		Secure: true, SameSite: http.SameSiteLaxMode,
	})
	respond.NoContent(w)
	return nil
}
