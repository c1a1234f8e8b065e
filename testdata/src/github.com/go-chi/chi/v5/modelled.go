package chi

import "net/http"

func (mx *Mux) Find(rctx *Context, method string, path string) string { return "" }

func (mx *Mux) Match(rctx *Context, method string, path string) bool { return false }

func (mx *Mux) Middlewares() Middlewares { return nil }

func (mx *Mux) Query(pattern string, handlerFn http.HandlerFunc) {}

func (mx *Mux) Routes() []Route { return nil }

func (mx *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
