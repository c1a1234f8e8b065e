// Package handler is a stub with the signatures of github.com/99designs/gqlgen/graphql/handler.
package handler

import "github.com/99designs/gqlgen/graphql"

type Server struct{}

func (s *Server) AroundFields(f graphql.FieldMiddleware) {}

func (s *Server) AroundOperations(f graphql.OperationMiddleware) {}

func (s *Server) AroundResponses(f graphql.ResponseMiddleware) {}

func (s *Server) AroundRootFields(f graphql.RootFieldMiddleware) {}

func (s *Server) SetErrorPresenter(f graphql.ErrorPresenterFunc) {}

func (s *Server) SetRecoverFunc(f graphql.RecoverFunc) {}
