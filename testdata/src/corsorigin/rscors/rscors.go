// Package rscors holds github.com/rs/cors and its wrapper for gin.
package rscors

import (
	"net/http"
	"os"
	"strings"

	"github.com/rs/cors"
	gincors "github.com/rs/cors/wrapper/gin"
)

var login = http.Cookie{Name: "session"}

func constructors(h http.Handler) {
	cors.Default().Handler(h)  // want `no origins are named`
	cors.AllowAll().Handler(h) // want `every website`
	cors.New(cors.Options{})   // want `no origins are named`
	_ = gincors.Default()      // want `no origins are named`
	_ = gincors.AllowAll()     // want `every website`
	_ = gincors.New(gincors.Options{
		AllowedOrigins:   []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	})
}

func lists() {
	cors.New(cors.Options{
		AllowedOrigins: []string{"*"}, // want `every website`
	})
	cors.New(cors.Options{
		AllowedOrigins:   []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*", "http://localhost:*"}, // want `the caller's own origin is allowed.*as the user`
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowedOrigins: []string{"https://*"}, // want `every website`
	})
	cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*example.com"}, // want `an attacker's https://evilexample.com passes`
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowedOrigins: []string{"https://portal.example*"}, // want `an attacker's https://portal.example.evil.test passes`
	})
	cors.New(cors.Options{
		AllowedOrigins: []string{"https://*.vercel.app"}, // want `an attacker's https://evil.vercel.app passes`
	})
	cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*.example.com", "http://localhost:*", "https://portal.example.org"},
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowedOrigins: []string{"null"}, // want `the origin "null" is allowed`
	})
}

func functions(s *server) {
	cors.New(cors.Options{
		AllowOriginFunc: func(string) bool { return true }, // want `accepts every origin`
	})
	cors.New(cors.Options{
		AllowOriginRequestFunc: func(r *http.Request, origin string) bool { // want `accepts every origin`
			if r.Method == "GET" {
				return true
			}
			return len(origin) > 0
		},
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowOriginVaryRequestFunc: func(r *http.Request, origin string) (bool, []string) {
			return true, nil // want `accepts every origin`
		},
	})
	cors.New(cors.Options{
		AllowOriginFunc:  acceptAll, // want `accepts every origin`
		AllowCredentials: true,
	})
	cors.New(cors.Options{
		AllowOriginFunc:  s.allowed,
		AllowCredentials: true,
	})
	// The function replaces the list.
	cors.New(cors.Options{
		AllowedOrigins:  []string{"*"},
		AllowOriginFunc: func(origin string) bool { return origin == "https://portal.example.com" },
	})
}

func acceptAll(origin string) bool { return true }

type server struct {
	origins []string
	config  settings
}

type settings struct {
	Origins     []string `env:"ORIGINS"`
	Open        []string `env:"OPEN" envDefault:"*"`
	Credentials bool
}

func (s *server) allowed(origin string) bool {
	for _, o := range s.origins {
		if strings.EqualFold(o, origin) {
			return true
		}
	}
	return false
}

func configured(s *server) {
	cors.New(cors.Options{AllowedOrigins: s.config.Origins})
	cors.New(cors.Options{
		AllowedOrigins: s.config.Open, // want `where the setting is absent, every website is let in`
	})
	cors.New(cors.Options{
		AllowedOrigins: strings.Split(os.Getenv("ORIGINS"), ","),
	})
	cors.New(cors.Options{
		AllowedOrigins: strings.Fields(os.Getenv("ORIGINS")), // want `where the setting is absent, the list is empty, which means every website`
	})
	if list := strings.Fields(os.Getenv("ORIGINS")); len(list) > 0 {
		cors.New(cors.Options{AllowedOrigins: list})
	}
}

var shared = cors.Options{
	AllowedMethods:   []string{"GET"},
	AllowCredentials: true,
}

func assembled(dev bool) {
	o := shared
	o.AllowedOrigins = append(o.AllowedOrigins, "https://portal.example.com")
	cors.New(o)
	build(true)
	build(false)
}

func build(credentials bool) *cors.Cors {
	return cors.New(cors.Options{
		AllowedOrigins:   origins(), // want `every website`
		AllowCredentials: credentials,
	})
}

func origins() []string { return []string{"*"} }

// Options is made for another package to use.
func Options() cors.Options {
	return cors.Options{
		AllowedOrigins:   []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	}
}

func suppressed() {
	//launchlint:ignore corsorigin the status page has no users
	cors.New(cors.Options{
		AllowedOrigins: []string{"*"},
	})
}
