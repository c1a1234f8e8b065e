// Package cors is a stub with the signatures of github.com/rs/cors v1.11.
package cors

import "net/http"

type Options struct {
	AllowedOrigins             []string
	AllowOriginFunc            func(origin string) bool
	AllowOriginRequestFunc     func(r *http.Request, origin string) bool
	AllowOriginVaryRequestFunc func(r *http.Request, origin string) (bool, []string)
	AllowedMethods             []string
	AllowedHeaders             []string
	ExposedHeaders             []string
	MaxAge                     int
	AllowCredentials           bool
	AllowPrivateNetwork        bool
	Debug                      bool
}

type Cors struct{}

func New(options Options) *Cors { return nil }
func Default() *Cors            { return nil }
func AllowAll() *Cors           { return nil }

func (c *Cors) Handler(h http.Handler) http.Handler                { return h }
func (c *Cors) HandlerFunc(w http.ResponseWriter, r *http.Request) {}
