package httpapi

import (
	"net/http"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/session"
)

const (
	rememberCookie = "portal_remember_token"
	deviceCookie   = "__Host-portal_device_token"
)

// setSessionCookie hands the browser its session for as long as it stays open.
func setSessionCookie(w http.ResponseWriter, raw string) {
	// TWIN(cookieflags/httponly) TWIN(cookieflags/host-prefix): a secure, host-bound cookie that scripts cannot read
	http.SetCookie(w, &http.Cookie{
		Name:     session.WebCookie,
		Value:    raw,
		Path:     "/",
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	})
}

// setRememberCookie lets the browser open a new session without a password.
func setRememberCookie(w http.ResponseWriter, raw string) {
	// FLAW(cookieflags/httponly): any script on the page can read a token that signs in for sixty days
	http.SetCookie(w, &http.Cookie{
		Name:     rememberCookie,
		Value:    raw,
		Path:     "/api/session",
		MaxAge:   int((60 * 24 * time.Hour).Seconds()),
		Secure:   true,
		SameSite: http.SameSiteStrictMode,
	})
}

// setDeviceCookie marks a browser that its user has signed in from.
func setDeviceCookie(w http.ResponseWriter, raw string) {
	// FLAW(cookieflags/host-prefix): browsers drop a __Host- cookie whose path is not "/", so every sign-in looks like one from a new device
	http.SetCookie(w, &http.Cookie{
		Name:     deviceCookie,
		Value:    raw,
		Path:     "/api/login",
		MaxAge:   int((365 * 24 * time.Hour).Seconds()),
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	})
}

// deviceToken returns the token of the browser that sent r, "" for a new one.
func deviceToken(r *http.Request) string {
	c, err := r.Cookie(deviceCookie)
	if err != nil {
		return ""
	}
	return c.Value
}
