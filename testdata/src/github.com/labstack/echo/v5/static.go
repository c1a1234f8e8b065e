package echo

import "io/fs"

func (e *Echo) File(path string, file string, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) FileFS(path string, file string, filesystem fs.FS, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) Static(pathPrefix string, fsRoot string, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (e *Echo) StaticFS(pathPrefix string, filesystem fs.FS, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) File(path string, file string, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) FileFS(path string, file string, filesystem fs.FS, m ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) Static(pathPrefix string, fsRoot string, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}

func (g *Group) StaticFS(pathPrefix string, filesystem fs.FS, middleware ...MiddlewareFunc) RouteInfo {
	return RouteInfo{}
}
