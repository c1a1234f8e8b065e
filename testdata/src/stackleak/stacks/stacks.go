// Package stacks shows where the program stands.
package stacks

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"runtime"
	"runtime/debug"

	"github.com/gin-gonic/gin"
	goerrors "github.com/go-errors/errors"
	"github.com/pkg/errors"
)

func trace(w http.ResponseWriter, r *http.Request) {
	w.Write(debug.Stack()) // want `a stack trace \(from debug.Stack\) reaches the client: log it and answer with http.StatusText`
}

func buffer(w http.ResponseWriter, r *http.Request) {
	buf := make([]byte, 1<<16)
	n := runtime.Stack(buf, false)
	fmt.Fprintf(w, "%s", buf[:n]) // want `a stack trace \(from runtime.Stack\) reaches the client`
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				log.Printf("panic: %v\n%s", p, debug.Stack())
				http.Error(w, fmt.Sprintf("panic: %v", p), 500) // want `the value of a recovered panic reaches the client: log it and answer with http.StatusText`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func calm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				log.Printf("panic: %v\n%s", p, debug.Stack())
				http.Error(w, http.StatusText(500), 500)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func engine() *gin.Engine {
	r := gin.New()
	r.Use(gin.CustomRecovery(func(c *gin.Context, p any) {
		c.String(500, "%v", p) // want `the value of a recovered panic reaches the client`
	}))
	r.Use(gin.CustomRecovery(func(c *gin.Context, p any) {
		log.Print(p)
		c.AbortWithStatus(500)
	}))
	return r
}

type server struct{ db *sql.DB }

func (s *server) load() error {
	if err := s.db.Ping(); err != nil {
		return errors.Wrap(err, "load")
	}
	return errors.New("there is nothing")
}

func (s *server) verbose(w http.ResponseWriter, r *http.Request) {
	if err := s.load(); err != nil {
		fmt.Fprintf(w, "%+v", err) // want `a stack trace \(from errors.New and 1 more\) reaches the client` `the text of a database error`
	}
}

func missing(w http.ResponseWriter, r *http.Request) {
	err := errors.New("there is nothing")
	fmt.Fprintf(w, "%v", err)
	fmt.Fprintf(w, "%+v", err) // want `a stack trace \(from errors.New\) reaches the client`
}

func withStack(w http.ResponseWriter, err *goerrors.Error) {
	http.Error(w, err.ErrorStack(), 500) // want `a stack trace \(from errors.Error.ErrorStack\) reaches the client`
}

// Body is encoded somewhere else, if at all.
type Body struct {
	Message string `json:"message"`
	Stack   string `json:"stack,omitempty"`
	Trace   string `json:"-"`
}

func body(message string) *Body {
	return &Body{
		Message: message,
		Stack:   string(debug.Stack()), // want `a stack trace \(from debug.Stack\) is kept in Body.Stack, which is encoded as JSON`
		Trace:   string(debug.Stack()),
	}
}

// To standard error.
func printed() { debug.PrintStack() }

type job struct {
	Error string `json:"error"`
}

// finish keeps errors, which is what it is for.
func (j *job) finish(err error) {
	if err != nil {
		j.Error = err.Error()
	}
}

func (j *job) run(work func() error) {
	defer func() {
		if v := recover(); v != nil {
			j.finish(fmt.Errorf("panic: %v\n%s", v, debug.Stack())) // want `a stack trace \(from debug.Stack\) is kept in job.Error, which is encoded as JSON`
		}
	}()
	j.finish(work())
}
