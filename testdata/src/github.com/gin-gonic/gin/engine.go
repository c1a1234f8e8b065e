package gin

import "net/http"

type IRoutes interface {
	Use(...HandlerFunc) IRoutes
	GET(string, ...HandlerFunc) IRoutes
	POST(string, ...HandlerFunc) IRoutes

	Any(string, ...HandlerFunc) IRoutes
	DELETE(string, ...HandlerFunc) IRoutes
	HEAD(string, ...HandlerFunc) IRoutes
	Handle(string, string, ...HandlerFunc) IRoutes
	Match([]string, string, ...HandlerFunc) IRoutes
	OPTIONS(string, ...HandlerFunc) IRoutes
	PATCH(string, ...HandlerFunc) IRoutes
	PUT(string, ...HandlerFunc) IRoutes
	Static(string, string) IRoutes
	StaticFS(string, http.FileSystem) IRoutes
	StaticFile(string, string) IRoutes
	StaticFileFS(string, string, http.FileSystem) IRoutes
}

type RouterGroup struct{}

func (g *RouterGroup) Use(middleware ...HandlerFunc) IRoutes { return g }
func (group *RouterGroup) Group(relativePath string, handlers ...HandlerFunc) *RouterGroup {
	return nil
}
func (group *RouterGroup) Any(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }
func (group *RouterGroup) Handle(httpMethod string, relativePath string, handlers ...HandlerFunc) IRoutes {
	return nil
}

func (group *RouterGroup) GET(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) POST(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) PUT(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) DELETE(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

func (group *RouterGroup) OPTIONS(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }

type Engine struct {
	RouterGroup
}

func New() *Engine     { return nil }
func Default() *Engine { return nil }

func (e *Engine) Run(addr ...string) error { return nil }
