// Package route is a stub with the signatures of github.com/cloudwego/hertz/pkg/route.
package route

import (
	"github.com/cloudwego/hertz/pkg/app"
)

type Engine struct {
	RouterGroup
}

func (engine *Engine) NoMethod(handlers ...app.HandlerFunc) {}

func (engine *Engine) NoRoute(handlers ...app.HandlerFunc) {}

func (engine *Engine) Use(middleware ...app.HandlerFunc) IRoutes { return nil }

type IRouter interface {
	Group(string, ...app.HandlerFunc) *RouterGroup
}

type IRoutes interface {
	Any(string, ...app.HandlerFunc) IRoutes
	DELETE(string, ...app.HandlerFunc) IRoutes
	GET(string, ...app.HandlerFunc) IRoutes
	HEAD(string, ...app.HandlerFunc) IRoutes
	Handle(string, string, ...app.HandlerFunc) IRoutes
	OPTIONS(string, ...app.HandlerFunc) IRoutes
	PATCH(string, ...app.HandlerFunc) IRoutes
	POST(string, ...app.HandlerFunc) IRoutes
	PUT(string, ...app.HandlerFunc) IRoutes
	Static(string, string) IRoutes
	StaticFS(string, *app.FS) IRoutes
	StaticFile(string, string) IRoutes
	Use(...app.HandlerFunc) IRoutes
}

type RouterGroup struct{}

func (group *RouterGroup) Any(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) DELETE(relativePath string, handlers ...app.HandlerFunc) IRoutes {
	return nil
}

func (group *RouterGroup) GET(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) Group(relativePath string, handlers ...app.HandlerFunc) *RouterGroup {
	return nil
}

func (group *RouterGroup) HEAD(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) Handle(httpMethod string, relativePath string, handlers ...app.HandlerFunc) IRoutes {
	return nil
}

func (group *RouterGroup) OPTIONS(relativePath string, handlers ...app.HandlerFunc) IRoutes {
	return nil
}

func (group *RouterGroup) PATCH(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) POST(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) PUT(relativePath string, handlers ...app.HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) Static(relativePath string, root string) IRoutes { return nil }

func (group *RouterGroup) StaticFS(relativePath string, fs *app.FS) IRoutes { return nil }

func (group *RouterGroup) StaticFile(relativePath string, filepath string) IRoutes { return nil }

func (group *RouterGroup) Use(middleware ...app.HandlerFunc) IRoutes { return nil }
