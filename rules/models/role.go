package models

import "slices"

// A Role says what a thing does for a program that answers requests. The list is
// closed: an analyzer knows every role, README.md explains each.
type Role string

const (
	// How requests find their code.
	Handler  Role = "handler"  // a type or interface method that answers requests
	Adapt    Role = "adapt"    // makes a handler or middleware of another one
	Routing  Role = "router"   // a type whose values hold routes
	Route    Role = "route"    // registers a handler
	Refine   Role = "refine"   // says more of a route that another call began
	Group    Role = "group"    // makes a router below another one
	Mount    Role = "mount"    // hangs a router or handler below a prefix
	Use      Role = "use"      // adds middleware
	Fallback Role = "fallback" // registers what answers when no route does
	Serve    Role = "serve"    // begins to answer requests
	Next     Role = "next"     // runs the rest of the chain
	Abort    Role = "abort"    // ends the chain

	// What a request controls, and what its program knows of the client.
	Access       Role = "access"       // gives the request, response or context behind a value
	Source       Role = "source"       // gives what the client sent
	Store        Role = "store"        // keeps a value with the request under a key
	Load         Role = "load"         // gives what a Store kept
	Principal    Role = "principal"    // gives who the client is, as a library verified it
	Authenticate Role = "authenticate" // middleware that stops clients it does not know

	// What reaches the client.
	Sink     Role = "sink"     // writes into a response
	Writer   Role = "writer"   // makes a writer or encoder around another writer
	Implicit Role = "implicit" // an error that a handler returns is sent
	Override Role = "override" // replaces what is done with such errors
	Debug    Role = "debug"    // a switch that makes answers tell more
	Reply    Role = "reply"    // makes an error whose text is sent
	Recover  Role = "recover"  // middleware that recovers panics

	// Where errors and texts come from.
	Origin  Role = "origin"  // its errors tell of our side
	Safe    Role = "safe"    // its errors tell of what the client sent
	Stack   Role = "stack"   // gives a stack trace
	Stacked Role = "stacked" // its errors print a stack trace with %+v
	Log     Role = "log"     // writes for those who run the program
)

// A Slot is what an argument is for.
type Slot string

const (
	Router      Slot = "router"      // what a route is registered with; the receiver unless said
	Method      Slot = "method"      // HTTP method, or several
	Path        Slot = "path"        // path or prefix
	Pattern     Slot = "pattern"     // pattern of net/http: "METHOD host/path"
	HandlerArg  Slot = "handler"     // what answers
	Chain       Slot = "chain"       // handlers in order: the last answers, the others are middleware
	Middleware  Slot = "middleware"  // middleware in order
	Mixed       Slot = "mixed"       // prefixes, handlers and routers, told apart by type
	Value       Slot = "value"       // what the role is about: the thing read, made or kept
	Key         Slot = "key"         // name of a parameter, header, cookie or value
	RequestArg  Slot = "request"     // the request
	ResponseArg Slot = "response"    // the response
	ContextArg  Slot = "context"     // the framework's context, or context.Context
	Params      Slot = "params"      // path values
	Input       Slot = "input"       // what was decoded from the request, all of it the client's
	Output      Slot = "output"      // a result that is encoded into the response
	ErrorArg    Slot = "error"       // an error that a handler returns
	Body        Slot = "body"        // reaches the client
	Status      Slot = "status"      // status code
	WriterArg   Slot = "destination" // the writer; it has to be the response for a Sink to be one
)

// A Target says what kind of thing a row is about.
type Target string

const (
	Func    Target = "func"    // function, method or interface method
	Field   Target = "field"   // field of a struct
	Type    Target = "type"    // named type
	Var     Target = "var"     // package variable
	Package Target = "package" // all functions and types of a package
)

// spec says what rows of a role look like.
type spec struct {
	targets []Target
	kinds   []string // empty: the role has none
	slots   []Slot   // allowed
	need    []Slot   // one of them is given; nil: none has to be
}

var (
	onlyFunc = []Target{Func}
	anything = []Target{Func, Field, Type, Var, Package}
)

// specs is not changed after initialization.
var specs = map[Role]spec{
	Handler: {targets: []Target{Func, Type}, slots: []Slot{RequestArg, ResponseArg, ContextArg, Params, Input, Output, ErrorArg}, need: []Slot{RequestArg, ContextArg}},
	Adapt:   {targets: onlyFunc, slots: []Slot{HandlerArg, Middleware, Path, Value}, need: []Slot{HandlerArg, Middleware}},
	Routing: {targets: []Target{Type}, kinds: []string{"", "top"}},
	Route: {
		targets: onlyFunc, kinds: []string{"", "prefix"}, need: []Slot{Path, Pattern, HandlerArg, Chain},
		slots: []Slot{Router, Method, Path, Pattern, HandlerArg, Chain, Middleware, Value, ContextArg, RequestArg, Input, Output, ErrorArg},
	},
	Refine: {targets: onlyFunc, slots: []Slot{Method, Path, HandlerArg, Middleware, Value}, need: []Slot{Value}, kinds: []string{"", "prefix"}},
	Group:  {targets: onlyFunc, slots: []Slot{Router, Path, Middleware, Value}, need: []Slot{Value}},
	Mount:  {targets: onlyFunc, slots: []Slot{Router, Path, HandlerArg, Middleware}, need: []Slot{HandlerArg}},
	Use:    {targets: onlyFunc, slots: []Slot{Router, Path, Middleware, Mixed}, need: []Slot{Middleware, Mixed}},
	Fallback: {
		targets: []Target{Func, Field}, slots: []Slot{Router, HandlerArg, Chain}, kinds: []string{"not-found", "method-not-allowed"},
	},
	Serve: {targets: []Target{Func, Field}, slots: []Slot{HandlerArg}},
	Next:  {targets: onlyFunc, slots: []Slot{ErrorArg}},
	Abort: {targets: onlyFunc, slots: []Slot{Status}},

	Access: {
		targets: []Target{Func, Field}, slots: []Slot{Value},
		kinds: []string{"request", "response", "context", "response-header"},
	},
	Source: {
		targets: []Target{Func, Field}, slots: []Slot{Key, Value},
		kinds: []string{"path", "query", "form", "body", "header", "cookie", "multipart", "url", "address", "message", "any"},
	},
	Store:        {targets: onlyFunc, slots: []Slot{Key, Value, ContextArg}, need: []Slot{Value}},
	Load:         {targets: onlyFunc, slots: []Slot{Key, Value}},
	Principal:    {targets: []Target{Func, Field, Type}, slots: []Slot{Key, Value}, kinds: []string{"token", "session", "basic", "peer"}},
	Authenticate: {targets: onlyFunc, slots: []Slot{Value}},

	Sink: {
		targets: onlyFunc, slots: []Slot{WriterArg, Body, Status, Key}, need: []Slot{Body, Status},
		kinds: []string{"json", "xml", "text", "html", "template", "binary", "event", "redirect", "header", "status", "any"},
	},
	Writer:   {targets: onlyFunc, slots: []Slot{WriterArg, Value}, need: []Slot{WriterArg}},
	Implicit: {targets: []Target{Func, Type}, slots: []Slot{ErrorArg}, need: []Slot{ErrorArg}},
	Override: {targets: []Target{Func, Field, Var}, slots: []Slot{HandlerArg}, kinds: []string{"replaces", "may-replace", "reads"}},
	Debug:    {targets: []Target{Func, Field, Var}, slots: []Slot{Value}},
	Reply:    {targets: []Target{Func, Field}, slots: []Slot{Body, Status, Value}, need: []Slot{Body}},
	Recover:  {targets: []Target{Func, Field}, slots: []Slot{Value}, kinds: []string{"silent", "passes", "sends"}},

	Origin: {
		targets: anything, slots: []Slot{Value},
		kinds: []string{"database", "cache", "queue", "network", "file", "process", "cloud", "crypto", "template", "configuration"},
	},
	Safe:    {targets: anything, slots: []Slot{Value}, kinds: []string{"validation", "syntax", "number", "limit", "absent"}},
	Stack:   {targets: onlyFunc, slots: []Slot{Value}, kinds: []string{"text", "frames"}},
	Stacked: {targets: []Target{Func, Type, Package}, slots: []Slot{Value}},
	Log:     {targets: []Target{Func, Type, Package}},
}

// results are the roles whose Value is the first result unless the row of a
// function says otherwise.
var results = []Role{Adapt, Access, Source, Load, Principal, Writer, Reply, Stack}

// KindsOf returns the kinds that rows of a role have; nil for none. An empty text
// among them means that the kind may be left out.
func KindsOf(r Role) []string { return slices.Clone(specs[r].kinds) }
