// Package api keeps routers in fields until their routes are registered.
package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func List(w http.ResponseWriter, r *http.Request) {}

type Server struct{ router chi.Router }

func (s *Server) Register() { s.router.Get("/things", List) }

// New stands behind the methods.
func New(r chi.Router) *Server { return &Server{router: r} }

type Options struct{ Router chi.Router }

type Service struct{ opts Options }

func NewService(opts Options) *Service { return &Service{opts} }

func (s *Service) Routes() { s.opts.Router.Post("/orders", List) }

// Setup fills what it is given in its options.
func Setup(opts *Options) { opts.Router.Put("/setup", List) }
