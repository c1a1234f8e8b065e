package echo

import "io/fs"

func (e *Echo) File(path string, file string, m ...MiddlewareFunc) *Route { return nil }

func (e *Echo) FileFS(path string, file string, filesystem fs.FS, m ...MiddlewareFunc) *Route {
	return nil
}

func (e *Echo) Static(pathPrefix string, fsRoot string) *Route { return nil }

func (e *Echo) StaticFS(pathPrefix string, filesystem fs.FS) *Route { return nil }

func (g *Group) File(path string, file string) {}

func (g *Group) FileFS(path string, file string, filesystem fs.FS, m ...MiddlewareFunc) *Route {
	return nil
}

func (g *Group) Static(pathPrefix string, fsRoot string) {}

func (g *Group) StaticFS(pathPrefix string, filesystem fs.FS) {}
