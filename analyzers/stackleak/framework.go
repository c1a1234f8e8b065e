package stackleak

import (
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/rules/models"
)

// A framework is how one is called and what its handlers do instead.
type framework struct{ name, answer, override string }

// frameworks are those whose handlers return errors, or that make such errors, by
// their modules. What their defaults do is in rules/models.
var frameworks = map[string]framework{
	"github.com/gofiber/fiber/v2":      {"fiber", "return fiber.NewError with a text of your own", "install an ErrorHandler"},
	"github.com/gofiber/fiber/v3":      {"fiber", "return fiber.NewError with a text of your own", "install an ErrorHandler"},
	"github.com/labstack/echo":         {"echo", "return echo.NewHTTPError with a text of your own", "turn its debug mode off"},
	"github.com/labstack/echo/v4":      {"echo", "return echo.NewHTTPError with a text of your own", "turn its debug mode off"},
	"github.com/labstack/echo/v5":      {"echo", "return echo.NewHTTPError with a text of your own", "do not expose errors"},
	"google.golang.org/grpc":           {"gRPC", "return status.Error with a text of your own", ""},
	"connectrpc.com/connect":           {"connect", "return connect.NewError with a text of your own", ""},
	"github.com/danielgtaylor/huma/v2": {"huma", "return one of huma's errors with a text of your own", ""},
	"github.com/twitchtv/twirp":        {"twirp", "return a twirp.Error with a text of your own", ""},
	"github.com/99designs/gqlgen":      {"gqlgen", "return an error with a text of your own", "set an error presenter"},
	"github.com/go-openapi/runtime":    {"go-openapi", "answer with a text of your own", ""},
	"github.com/go-openapi/errors":     {"go-openapi", "return an error with a text of your own", ""},
	"github.com/gin-gonic/gin":         {"gin", "answer with http.StatusText", ""},
	"github.com/go-kratos/kratos/v2":   {"kratos", "return one of kratos's errors with a text of your own", "install an ErrorEncoder"},
	"github.com/zeromicro/go-zero":     {"go-zero", "answer with an error of your own", "set an error handler"},
	"github.com/kataras/iris/v12":      {"iris", "answer with StopWithPlainError, which keeps it back", ""},
	"goa.design/goa/v3":                {"goa", "return one of goa's errors with a text of your own", ""},
	"github.com/pocketbase/pocketbase": {"pocketbase", "return one of pocketbase's errors with a text of your own", ""},
}

func frameworkName(module string) string {
	if f, ok := frameworks[module]; ok {
		return f.name
	}
	return module
}

// answerOf says what to do instead of returning an error to a framework.
func answerOf(module string) string {
	f := frameworks[module]
	switch {
	case f.answer == "":
		return "return an error with a text of your own"
	case f.override == "":
		return f.answer
	}
	return f.answer + ", or " + f.override
}

// replying are the modules that answer with errors only, whose functions that
// write take these too.
var replying = []string{"google.golang.org/grpc", "github.com/danielgtaylor/huma/v2", "github.com/twitchtv/twirp", "github.com/99designs/gqlgen"}

// wayOut says what to send instead of what an effect sends by a call or a field: an
// error as the framework makes them, a text for what people look at, and else that
// of the status.
func wayOut(e *funcsum.Effect) string {
	rows := models.Lookup(e.Sink)
	for _, row := range rows {
		f, ok := frameworks[row.Module.Path]
		switch {
		case !ok:
		case row.Role == models.Reply, slices.Contains(replying, row.Module.Path), strings.HasSuffix(e.Sink, ".StopWithError"):
			return f.answer
		}
	}
	switch e.Kind {
	case "template", "html":
		return "show a text of your own"
	case "redirect", "header":
		return "send a text of your own"
	}
	if slices.ContainsFunc(rows, func(r *models.Row) bool { return r.Role == models.Reply }) {
		return "give a text of your own"
	}
	return "answer with http.StatusText"
}
