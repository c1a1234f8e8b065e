package values

import (
	"go/types"
	"net/textproto"

	"golang.org/x/tools/go/ssa"
)

// A reading is how a library function reads a request: which part, and which
// argument names it (-1 when none does).
type reading struct {
	kind RequestKind
	arg  int
	name string // for a function that reads one fixed name
}

// readings is keyed by types.Func.FullName. Each row was read in the library's
// source: net/http (go1.26), gin v1.12, echo v4.16 and v5.4, fiber v2.52 and v3.1,
// fasthttp v1.78, huma v2.37, chi v5.
var readings = map[string]reading{
	"(net/http.Header).Get":                       {kind: Header},
	"(net/http.Header).Values":                    {kind: Header},
	"(net/textproto.MIMEHeader).Get":              {kind: Header},
	"(*net/http.Request).Cookie":                  {kind: Cookie},
	"(*net/http.Request).CookiesNamed":            {kind: Cookie},
	"(*net/http.Request).FormValue":               {kind: Form},
	"(*net/http.Request).PostFormValue":           {kind: Form},
	"(*net/http.Request).PathValue":               {kind: Path},
	"(*net/http.Request).Referer":                 {kind: Header, arg: -1, name: "Referer"},
	"(*net/http.Request).UserAgent":               {kind: Header, arg: -1, name: "User-Agent"},
	"(net/url.Values).Get":                        {kind: Query},
	"github.com/go-chi/chi/v5.URLParam":           {kind: Path, arg: 1},
	"github.com/go-chi/chi.URLParam":              {kind: Path, arg: 1},
	"(*" + gin + ".Context).GetHeader":            {kind: Header},
	"(*" + gin + ".Context).Query":                {kind: Query},
	"(*" + gin + ".Context).GetQuery":             {kind: Query},
	"(*" + gin + ".Context).Param":                {kind: Path},
	"(*" + gin + ".Context).PostForm":             {kind: Form},
	"(*" + gin + ".Context).Cookie":               {kind: Cookie},
	"(" + echo4 + ".Context).QueryParam":          {kind: Query},
	"(" + echo4 + ".Context).Param":               {kind: Path},
	"(" + echo4 + ".Context).FormValue":           {kind: Form},
	"(" + echo4 + ".Context).Cookie":              {kind: Cookie},
	"(" + echo4 + ".Context).IsTLS":               {kind: TLS, arg: -1},
	"(" + echo4 + ".Context).Scheme":              {kind: TLS, arg: -1},
	"(*" + echo5 + ".Context).QueryParam":         {kind: Query},
	"(*" + echo5 + ".Context).Param":              {kind: Path},
	"(*" + echo5 + ".Context).FormValue":          {kind: Form},
	"(*" + echo5 + ".Context).Cookie":             {kind: Cookie},
	"(*" + echo5 + ".Context).IsTLS":              {kind: TLS, arg: -1},
	"(*" + echo5 + ".Context).Scheme":             {kind: TLS, arg: -1},
	"(*" + fiber2 + ".Ctx).Get":                   {kind: Header},
	"(*" + fiber2 + ".Ctx).Query":                 {kind: Query},
	"(*" + fiber2 + ".Ctx).Params":                {kind: Path},
	"(*" + fiber2 + ".Ctx).FormValue":             {kind: Form},
	"(*" + fiber2 + ".Ctx).Cookies":               {kind: Cookie},
	"(*" + fiber2 + ".Ctx).Hostname":              {kind: Host, arg: -1},
	"(*" + fiber2 + ".Ctx).Secure":                {kind: TLS, arg: -1},
	"(*" + fiber2 + ".Ctx).Protocol":              {kind: TLS, arg: -1},
	"(" + fiber3 + ".Ctx).Get":                    {kind: Header},
	"(" + fiber3 + ".Ctx).Query":                  {kind: Query},
	"(" + fiber3 + ".Ctx).Params":                 {kind: Path},
	"(" + fiber3 + ".Ctx).FormValue":              {kind: Form},
	"(" + fiber3 + ".Ctx).Cookies":                {kind: Cookie},
	"(" + fiber3 + ".Ctx).Hostname":               {kind: Host, arg: -1},
	"(" + fiber3 + ".Ctx).Host":                   {kind: Host, arg: -1},
	"(" + fiber3 + ".Ctx).Secure":                 {kind: TLS, arg: -1},
	"(" + fiber3 + ".Ctx).Scheme":                 {kind: TLS, arg: -1},
	"(*" + fasthttp + ".RequestHeader).Peek":      {kind: Header},
	"(*" + fasthttp + ".RequestHeader).PeekBytes": {kind: Header},
	"(*" + fasthttp + ".RequestHeader).Host":      {kind: Host, arg: -1},
	"(*" + fasthttp + ".RequestHeader).Referer":   {kind: Header, arg: -1, name: "Referer"},
	"(*" + fasthttp + ".RequestCtx).IsTLS":        {kind: TLS, arg: -1},
	"(" + huma + ".Context).Header":               {kind: Header},
	"(" + huma + ".Context).Query":                {kind: Query},
	"(" + huma + ".Context).Param":                {kind: Path},
	"(" + huma + ".Context).Host":                 {kind: Host, arg: -1},
}

const (
	gin      = "github.com/gin-gonic/gin"
	echo4    = "github.com/labstack/echo/v4"
	echo5    = "github.com/labstack/echo/v5"
	fiber2   = "github.com/gofiber/fiber/v2"
	fiber3   = "github.com/gofiber/fiber/v3"
	fasthttp = "github.com/valyala/fasthttp"
	huma     = "github.com/danielgtaylor/huma/v2"
)

// requestInput is the result of a call that reads the request.
func (q *query) requestInput(call *ssa.Call, i int, frame *Frame, at Span) (Set, bool) {
	row, ok := readings[CalleeName(&call.Call)]
	if !ok || i > 0 || ofResponse(Receiver(&call.Call)) {
		return nil, false
	}
	in := Request{Kind: row.kind, Name: row.name, Read: call}
	if args := Args(&call.Call); row.arg >= 0 && row.arg < len(args) {
		in.Name = q.constantString(args[row.arg], frame)
		if in.Kind == Header {
			in.Name = textproto.CanonicalMIMEHeaderKey(in.Name)
		}
	}
	return one(in, at), true
}

func (q *query) constantString(v ssa.Value, frame *Frame) string {
	if it, ok := q.eval(v, frame, Span{}).Only(); ok {
		s, _ := StringOf(it.Value)
		return s
	}
	return ""
}

// ofResponse reports whether a header map is a response's: w.Header() or the
// Header of an *http.Response.
func ofResponse(h ssa.Value) bool {
	switch h := h.(type) {
	case *ssa.Call:
		return CalleeName(&h.Call) != "" && Callee(&h.Call).Name() == "Header"
	case *ssa.UnOp:
		if fa, ok := h.X.(*ssa.FieldAddr); ok {
			return isNamed(fa.X.Type(), "net/http", "Response")
		}
	}
	return false
}

// headerLookup is r.Header["Origin"].
func (q *query) headerLookup(v *ssa.Lookup, frame *Frame, at Span) (Set, bool) {
	if !isNamed(v.X.Type(), "net/http", "Header") || ofResponse(v.X) {
		return nil, false
	}
	name := textproto.CanonicalMIMEHeaderKey(q.constantString(v.Index, frame))
	return one(Request{Kind: Header, Name: name, Read: v}, at), true
}

// special reads the variables that mean something by themselves: fields of a
// request, elements of slices.
func (q *query) special(load *ssa.UnOp, frame *Frame, at Span) (Set, bool) {
	switch addr := load.X.(type) {
	case *ssa.Alloc:
		if _, ok := load.Type().Underlying().(*types.Array); ok {
			return one(q.array(addr, frame, at), at), true
		}
	case *ssa.FieldAddr:
		if !isNamed(addr.X.Type(), "net/http", "Request") {
			return nil, false
		}
		switch f := fieldOf(addr.X.Type(), addr.Field); {
		case f == nil:
		case f.Name() == "Host":
			return one(Request{Kind: Host, Read: load}, at), true
		case f.Name() == "TLS":
			return one(Request{Kind: TLS, Read: load}, at), true
		case f.Name() == "URL" || f.Name() == "RequestURI":
			return one(Request{Kind: URL, Read: load}, at), true
		}
	case *ssa.IndexAddr:
		if isSlice(addr.X.Type()) {
			return q.element(q.eval(addr.X, frame, at), addr.Index, frame, at, load), true
		}
	}
	return nil, false
}
