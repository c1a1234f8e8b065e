// Command humareplaced replaces how huma makes errors.
package main

import (
	"context"
	"database/sql"

	"github.com/danielgtaylor/huma/v2"
)

type problem struct {
	status int
	Title  string `json:"title"`
}

func (p *problem) Error() string  { return p.Title }
func (p *problem) GetStatus() int { return p.status }

func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return &problem{status: status, Title: msg}
	}
}

type input struct {
	ID string `path:"id"`
}

type output struct {
	Body struct{ Name string }
}

func routes(h huma.API, db *sql.DB) {
	huma.Get(h, "/notes/{id}", func(ctx context.Context, in *input) (*output, error) {
		_, err := db.ExecContext(ctx, "SELECT 1")
		return nil, err
	})
}

func main() {}
