// Package settings lets the deployment decide about flags.
package settings

import (
	"flag"
	"net/http"
	"os"
)

type Config struct {
	OffByDefault bool `env:"COOKIE_SECURE" envDefault:"false"`
	OnByDefault  bool `env:"COOKIE_STRICT" envDefault:"true"`
	NoDefault    bool `yaml:"cookie_secure"`
	Plain        bool
}

// Insecure may be changed by other packages.
var Insecure = false

var alwaysOff = false

var byFlag = flag.Bool("secure-cookies", false, "")

var byFlagOn = flag.Bool("secure-cookies-on", true, "")

func session(id string) *http.Cookie {
	return &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

func tags(w http.ResponseWriter, cfg *Config, id string) {
	a := session(id)
	a.Secure = cfg.OffByDefault
	http.SetCookie(w, a) // want `session cookie "sid" has Secure only when the setting "COOKIE_SECURE" says so, and by default it does not`
	b := session(id)
	b.Secure = cfg.OnByDefault
	http.SetCookie(w, b)
	c := session(id)
	c.Secure = cfg.NoDefault
	http.SetCookie(w, c)
	d := session(id)
	d.Secure = cfg.Plain
	http.SetCookie(w, d)
}

func environment(w http.ResponseWriter, id string) {
	a := session(id)
	a.Secure = os.Getenv("COOKIE_SECURE") == "true"
	http.SetCookie(w, a) // want `has Secure only when the setting "COOKIE_SECURE" says so`
	b := session(id)
	b.Secure = os.Getenv("APP_ENV") == "production"
	http.SetCookie(w, b)
	c := session(id)
	c.Secure = os.Getenv("COOKIE_INSECURE") != "true"
	http.SetCookie(w, c)
}

func variables(w http.ResponseWriter, id string) {
	a := session(id)
	a.Secure = Insecure
	http.SetCookie(w, a) // want `has Secure only when a variable that other packages may set says so`
	b := session(id)
	b.Secure = alwaysOff
	http.SetCookie(w, b) // want `session cookie "sid" is written without Secure`
	c := session(id)
	c.Secure = *byFlag
	http.SetCookie(w, c) // want `has Secure only when the setting "secure-cookies" says so`
	d := session(id)
	d.Secure = *byFlagOn
	http.SetCookie(w, d)
}
