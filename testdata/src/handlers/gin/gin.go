// Package gin registers routes with gin.
package gin

import "github.com/gin-gonic/gin"

func list(c *gin.Context)   {}
func create(c *gin.Context) {}
func auth(c *gin.Context)   {}
func log(c *gin.Context)    {}

func Unused(c *gin.Context) {} // entry: gin request 0, response 0

func require(role string) gin.HandlerFunc { return func(c *gin.Context) {} }

type orgs struct{ group *gin.RouterGroup }

func (o *orgs) get(c *gin.Context) {}

func (o *orgs) register(g *gin.RouterGroup, kind string) {
	sub := g.Group("/" + kind)
	// route: GET /api/orgs/:id -> orgs.get [log, auth]
	// route: GET /api/teams/:id -> orgs.get [log, auth]
	sub.GET("/:id", o.get)
}

func newEngine() *gin.Engine {
	e := gin.New()
	e.Use(log)
	return e
}

func Run() {
	r := newEngine()
	r.GET("/early", list) // route: GET /early -> list [log]
	r.Use(auth)
	r.GET("late", list)                               // route: GET /late -> list [log, auth]
	r.POST("/things", require("admin"), auth, create) // route: POST /things -> create [log, auth, require, auth]
	r.Handle("DELETE", "/things/:id", create)         // route: DELETE /things/:id -> create [log, auth]
	r.Any("/any", func(c *gin.Context) {})            // route: ANY /any -> func [log, auth]
	g := r.Group("/admin", require("admin"))
	g.Use(log).GET("", list) // route: GET /admin -> list [log, auth, require, log]
	g.GET("/x", list)        // route: GET /admin/x -> list [log, auth, require, log]
}

func Serve() {
	r := gin.New()
	r.Use(log)
	api := r.Group("/api")
	api.Use(auth)
	o := &orgs{group: api}
	o.register(api, "orgs")
	o.register(api, "teams")
	o.more()
}

func (o *orgs) more() {
	o.group.GET("/more", o.get) // route: GET /api/more -> orgs.get [log, auth]
}
