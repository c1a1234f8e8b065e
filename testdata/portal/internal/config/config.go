// Package config reads the portal's settings from the environment.
package config

import (
	"encoding/hex"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Config is everything that differs between two installations.
type Config struct {
	// Addr is the address to listen on; it must be a loopback address.
	Addr string
	// Database is the path of the SQLite file.
	Database string
	// MailDir is the spool directory, MailFrom the sender's address.
	MailDir, MailFrom string
	// PublicURL is where people reach the portal, without a trailing slash.
	PublicURL string
	// Origins are the web origins of our own front ends.
	Origins []string
	// Staff are the e-mail addresses that may open the staff pages.
	Staff []string
	// StaffKey authenticates staff sessions; nil means a fresh one per start.
	StaffKey []byte
	// CookieSecure keeps cookies off plain HTTP.
	CookieSecure bool
	// OpsDebug adds causes to failed mail probes, OpsTrace to failed database probes.
	OpsDebug, OpsTrace bool
	// LoginsPerMinute limits sign-ins per address.
	LoginsPerMinute int
}

// Load reads the settings through getenv, which is os.Getenv outside tests.
func Load(getenv func(string) string) (*Config, error) {
	e := env{get: getenv}
	cfg := &Config{
		Addr:            e.text("PORTAL_ADDR", "127.0.0.1:8080"),
		Database:        e.text("PORTAL_DB", "portal.db"),
		MailDir:         e.text("PORTAL_MAIL_DIR", filepath.Join(os.TempDir(), "portal-mail")),
		MailFrom:        e.text("PORTAL_MAIL_FROM", "no-reply@portal.example"),
		PublicURL:       strings.TrimSuffix(e.text("PUBLIC_URL", "https://portal.example"), "/"),
		Origins:         e.origins("CORS_ORIGINS", "https://app.portal.example,https://desk.portal.example"),
		Staff:           e.list("PORTAL_STAFF", ""),
		StaffKey:        e.key("PORTAL_STAFF_KEY"),
		CookieSecure:    e.flag("SESSION_COOKIE_SECURE", true),
		OpsDebug:        e.flag("PORTAL_OPS_DEBUG", true),
		OpsTrace:        e.flag("PORTAL_OPS_TRACE", false),
		LoginsPerMinute: e.number("PORTAL_LOGINS_PER_MINUTE", 10),
	}
	if e.err != nil {
		return nil, e.err
	}
	if err := requireLoopback(cfg.Addr); err != nil {
		return nil, err
	}
	return cfg, nil
}

// requireLoopback errs unless addr can be reached from this machine only: the
// portal is vulnerable on purpose.
func requireLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("read PORTAL_ADDR: %w", err)
	}
	ip := net.ParseIP(host)
	if host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("read PORTAL_ADDR: %q is not a loopback address; this portal is vulnerable on purpose and serves no network", host)
	}
	return nil
}

// env reads typed variables and keeps the first error.
type env struct {
	get func(string) string
	err error
}

func (e *env) text(name, fallback string) string {
	if v := e.get(name); v != "" {
		return v
	}
	return fallback
}

func (e *env) list(name, fallback string) []string {
	var out []string
	for part := range strings.SplitSeq(e.text(name, fallback), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// origins reads a list of exact https origins with at least one entry: an empty
// list would mean every origin to the CORS middleware.
func (e *env) origins(name, fallback string) []string {
	list := e.list(name, fallback)
	if len(list) == 0 {
		e.fail(name, "want at least one origin")
	}
	for _, origin := range list {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" || u.Host == "" || strings.Contains(origin, "*") || u.Scheme+"://"+u.Host != origin {
			e.fail(name, "want origins like https://app.portal.example")
		}
	}
	return list
}

func (e *env) flag(name string, fallback bool) bool {
	v := e.get(name)
	if v == "" {
		return fallback
	}
	on, err := strconv.ParseBool(v)
	if err != nil {
		e.fail(name, "want true or false")
	}
	return on
}

func (e *env) number(name string, fallback int) int {
	v := e.get(name)
	if v == "" {
		return fallback
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		e.fail(name, "want a positive number")
	}
	return n
}

func (e *env) key(name string) []byte {
	v := e.get(name)
	if v == "" {
		return nil
	}
	key, err := hex.DecodeString(v)
	if err != nil || len(key) != 32 {
		e.fail(name, "want 64 hexadecimal digits")
	}
	return key
}

func (e *env) fail(name, want string) {
	if e.err == nil {
		e.err = fmt.Errorf("read %s: %s", name, want)
	}
}
