package config

import (
	"strings"
	"testing"
)

func TestLoad(t *testing.T) {
	for _, tc := range []struct {
		name string
		vars map[string]string
		want string // fragment of the error, "" for none
	}{
		{"defaults", nil, ""},
		{"IPv6 loopback", map[string]string{"PORTAL_ADDR": "[::1]:9000"}, ""},
		{"every interface", map[string]string{"PORTAL_ADDR": ":8080"}, "not a loopback address"},
		{"a network address", map[string]string{"PORTAL_ADDR": "192.0.2.7:8080"}, "not a loopback address"},
		{"no port", map[string]string{"PORTAL_ADDR": "127.0.0.1"}, "PORTAL_ADDR"},
		{"bad flag", map[string]string{"SESSION_COOKIE_SECURE": "yes please"}, "SESSION_COOKIE_SECURE"},
		{"bad number", map[string]string{"PORTAL_LOGINS_PER_MINUTE": "0"}, "PORTAL_LOGINS_PER_MINUTE"},
		{"any origin", map[string]string{"CORS_ORIGINS": "*"}, "CORS_ORIGINS"},
		{"no origin", map[string]string{"CORS_ORIGINS": ","}, "CORS_ORIGINS"},
		{"origin with a path", map[string]string{"CORS_ORIGINS": "https://app.portal.example/"}, "CORS_ORIGINS"},
		{"short key", map[string]string{"PORTAL_STAFF_KEY": "00ff"}, "64 hexadecimal digits"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cfg, err := Load(func(k string) string { return tc.vars[k] })
			if tc.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if !cfg.CookieSecure || len(cfg.Origins) != 2 {
					t.Errorf("defaults are %+v", cfg)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want one about %q", err, tc.want)
			}
		})
	}
}
