// Package router is a stub with the signatures of github.com/kataras/iris/v12/core/router.
package router

import (
	"github.com/kataras/iris/v12/context"
)

type APIBuilder struct{}

func (api *APIBuilder) Any(relativePath string, handlers ...context.Handler) (routes []*Route) {
	return nil
}

func (api *APIBuilder) Connect(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Delete(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Get(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Handle(method string, relativePath string, handlers ...context.Handler) *Route {
	return nil
}

func (api *APIBuilder) HandleDir(requestPath string, fsOrDir interface{}, opts ...DirOptions) (routes []*Route) {
	return nil
}

func (api *APIBuilder) HandleMany(methodOrMulti string, relativePathorMulti string, handlers ...context.Handler) (routes []*Route) {
	return nil
}

func (api *APIBuilder) Head(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Options(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Party(relativePath string, handlers ...context.Handler) Party { return nil }

func (api *APIBuilder) PartyFunc(relativePath string, partyBuilderFunc func(p Party)) Party {
	return nil
}

func (api *APIBuilder) Patch(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Post(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Put(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Trace(relativePath string, handlers ...context.Handler) *Route { return nil }

func (api *APIBuilder) Use(handlers ...context.Handler) {}

func (api *APIBuilder) UseGlobal(handlers ...context.Handler) {}

func (api *APIBuilder) UseRouter(handlers ...context.Handler) {}

type DirOptions struct{}

type Party interface {
	Any(registeredPath string, handlers ...context.Handler) []*Route
	Connect(path string, handlers ...context.Handler) *Route
	Delete(path string, handlers ...context.Handler) *Route
	Get(path string, handlers ...context.Handler) *Route
	Handle(method string, registeredPath string, handlers ...context.Handler) *Route
	HandleDir(requestPath string, fileSystem interface{}, opts ...DirOptions) []*Route
	HandleMany(method string, relativePath string, handlers ...context.Handler) []*Route
	Head(path string, handlers ...context.Handler) *Route
	Options(path string, handlers ...context.Handler) *Route
	Party(relativePath string, middleware ...context.Handler) Party
	PartyFunc(relativePath string, partyBuilderFunc func(p Party)) Party
	Patch(path string, handlers ...context.Handler) *Route
	Post(path string, handlers ...context.Handler) *Route
	Put(path string, handlers ...context.Handler) *Route
	Trace(path string, handlers ...context.Handler) *Route
	Use(middleware ...context.Handler)
	UseRouter(handlers ...context.Handler)
}

type Route struct{}
