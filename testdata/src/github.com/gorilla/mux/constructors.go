package mux

import "net/http"

func NewRouter() *Router { return &Router{} }

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) {}

func (r *Router) StrictSlash(value bool) *Router { return r }
