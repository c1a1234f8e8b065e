package gin

type IRoutes interface {
	Use(middleware ...HandlerFunc) IRoutes
	GET(path string, handlers ...HandlerFunc) IRoutes
	POST(path string, handlers ...HandlerFunc) IRoutes
}

type RouterGroup struct{}

func (g *RouterGroup) Use(middleware ...HandlerFunc) IRoutes                       { return g }
func (g *RouterGroup) Group(path string, handlers ...HandlerFunc) *RouterGroup     { return g }
func (g *RouterGroup) Any(path string, handlers ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) Handle(method, path string, handlers ...HandlerFunc) IRoutes { return g }
func (g *RouterGroup) GET(path string, handlers ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) POST(path string, handlers ...HandlerFunc) IRoutes           { return g }
func (g *RouterGroup) PUT(path string, handlers ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) DELETE(path string, handlers ...HandlerFunc) IRoutes         { return g }
func (g *RouterGroup) OPTIONS(path string, handlers ...HandlerFunc) IRoutes        { return g }

type Engine struct {
	RouterGroup
}

func New() *Engine     { return nil }
func Default() *Engine { return nil }

func (e *Engine) Run(addr ...string) error { return nil }
