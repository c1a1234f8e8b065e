// Package settings holds policies that come from configuration.
package settings

import (
	"cmp"
	"flag"
	"net/http"
	"os"
	"strings"

	"github.com/rs/cors"
	"github.com/spf13/viper"
)

func session(r *http.Request) { r.Cookie("session") }

func envOr(key, fallback string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return fallback
}

var origin = flag.String("cors", "*", "allowed origin")

func header(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", envOr("CORS", "*"))             // want `where the setting is absent, every website is let in`
	w.Header().Set("Access-Control-Allow-Origin", cmp.Or(os.Getenv("CORS"), "*")) // want `where the setting is absent`
	w.Header().Set("Access-Control-Allow-Origin", *origin)                        // want `where the setting is absent`
	w.Header().Set("Access-Control-Allow-Origin", os.Getenv("CORS"))
	w.Header().Set("Access-Control-Allow-Origin", envOr("CORS", "https://portal.example.com"))
}

func stored(w http.ResponseWriter) {
	viper.SetDefault("cors.origin", "*")
	w.Header().Set("Access-Control-Allow-Origin", viper.GetString("cors.origin")) // want `where the setting is absent`
}

func later(w http.ResponseWriter) {
	allowed := os.Getenv("CORS")
	if allowed == "" {
		allowed = "*"
	}
	w.Header().Set("Access-Control-Allow-Origin", allowed) // want `where the setting is absent`
}

// With credentials, whoever leaves the setting out gets what browsers refuse.
func library() *cors.Cors {
	origins := strings.Split(envOr("ORIGINS", "*"), ",")
	return cors.New(cors.Options{
		AllowedOrigins:   origins, // want `where the setting is absent`
		AllowCredentials: true,
	})
}

type config struct {
	Origins []string `mapstructure:"origins" default:"*"`
	Hosts   []string `yaml:"hosts"`
}

func tagged(c *config) {
	cors.New(cors.Options{
		AllowedOrigins: c.Origins, // want `where the setting is absent`
	})
	cors.New(cors.Options{AllowedOrigins: c.Hosts})
}

func newConfig() *plain { return &plain{origins: []string{"*"}} }

type plain struct{ origins []string }

func fields(p *plain) {
	cors.New(cors.Options{
		AllowedOrigins: p.origins, // want `every website`
	})
}

// An operator who writes "*" has asked for it.
func asked(w http.ResponseWriter, r *http.Request) {
	allowed := os.Getenv("CORS")
	if allowed == "*" {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		return
	}
	if r.Header.Get("Origin") == allowed {
		w.Header().Set("Access-Control-Allow-Origin", allowed)
	}
}

func emptyMeansAll(w http.ResponseWriter, r *http.Request) {
	origins := os.Getenv("ALLOWED_ORIGINS")
	if origins == "" {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `where the setting is absent, every website is let in`
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origins)
}

// Config is made here with defaults, and changed by other packages.
type Config struct {
	Origin  string
	Origins []string
}

func NewConfig() *Config { return &Config{Origin: "*", Origins: []string{"*"}} }

type service struct{ config *Config }

func (s *service) fromConfig(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Origin", s.config.Origin) // want `where the setting is absent, every website is let in`
	cors.New(cors.Options{
		AllowedOrigins: s.config.Origins, // want `where the setting is absent`
	})
}
