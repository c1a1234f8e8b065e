// Command otherframeworks answers with frameworks whose errors are sent in ways of their own.
package main

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/go-kratos/kratos/v2/errors"
	kratos "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/gorilla/websocket"
	iris "github.com/kataras/iris/v12/context"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

var db *sql.DB

// load reads a note; its errors tell of the database.
func load() error { return db.QueryRow("SELECT 1").Scan() }

func pocketbase(r *router.Router[*core.RequestEvent]) {
	r.GET("/a", func(e *core.RequestEvent) error {
		if err := load(); err != nil {
			return e.JSON(500, map[string]string{"error": err.Error()}) // want `database error`
		}
		if err := load(); err != nil {
			return e.BadRequestError(err.Error(), nil) // want `database error .*: log it and return one of pocketbase's errors with a text of your own`
		}
		// The second argument is for the log, and so is a plain error.
		if err := load(); err != nil {
			return e.BadRequestError("cannot load", err)
		}
		return load()
	})
}

func goZero() {
	s := rest.MustNewServer(rest.RestConf{})
	s.AddRoute(rest.Route{Method: "GET", Path: "/a", Handler: func(w http.ResponseWriter, r *http.Request) {
		if err := load(); err != nil {
			httpx.ErrorCtx(r.Context(), w, err) // want `go-zero sends the text of a database error .* set an error handler`
			return
		}
		var in struct{ ID int }
		if err := httpx.Parse(r, &in); err != nil {
			httpx.ErrorCtx(r.Context(), w, err)
			return
		}
		httpx.OkJson(w, in)
	}})
}

func kratosServer() {
	r := kratos.NewServer().Route("/")
	r.GET("/a", func(ctx kratos.Context) error {
		return load() // want `kratos sends the text of a database error .* or install an ErrorEncoder`
	})
	r.GET("/b", func(ctx kratos.Context) error {
		if err := load(); err != nil {
			return errors.InternalServer("DB", err.Error()) // want `database error .*: log it and return one of kratos's errors with a text of your own`
		}
		return errors.NotFound("NOTE", "no such note")
	})
}

func irisHandler(ctx *iris.Context) {
	if err := load(); err != nil {
		ctx.StopWithError(500, err) // want `database error .*: log it and answer with StopWithPlainError`
		return
	}
	if err := load(); err != nil {
		ctx.StopWithPlainError(500, err)
	}
}

func hertzHandler(c context.Context, ctx *app.RequestContext) {
	if err := load(); err != nil {
		ctx.String(500, "failed: %s", err) // want `database error`
		ctx.AbortWithError(500, err)
	}
}

func lambda(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	if err := load(); err != nil {
		return events.APIGatewayProxyResponse{StatusCode: 500, Body: err.Error()}, nil // want `database error`
	}
	return events.APIGatewayProxyResponse{StatusCode: 204}, nil
}

func socket(c *websocket.Conn) {
	if err := load(); err != nil {
		c.WriteMessage(1, []byte(err.Error())) // want `database error`
	}
}

func main() {}
