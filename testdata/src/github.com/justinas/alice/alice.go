// Package alice is a stub with the signatures of github.com/justinas/alice.
package alice

import "net/http"

type Chain struct{}

type Constructor func(http.Handler) http.Handler

func New(constructors ...Constructor) Chain { return Chain{} }

func (c Chain) Append(constructors ...Constructor) Chain { return Chain{} }

func (c Chain) Extend(chain Chain) Chain { return Chain{} }

func (c Chain) Then(h http.Handler) http.Handler { return nil }

func (c Chain) ThenFunc(fn http.HandlerFunc) http.Handler { return nil }
