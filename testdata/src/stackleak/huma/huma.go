// Command huma answers with huma, which puts the text of errors into its problem documents.
package main

import (
	"context"
	"database/sql"
	"log/slog"

	"github.com/danielgtaylor/huma/v2"
)

type input struct {
	ID string `path:"id"`
}

type output struct {
	Body struct{ Name string }
}

type api struct{ db *sql.DB }

func (a *api) get(ctx context.Context, in *input) (*output, error) {
	var out output
	if err := a.db.QueryRowContext(ctx, "SELECT name FROM notes WHERE id = $1", in.ID).Scan(&out.Body.Name); err != nil {
		return nil, err // want `huma sends the text of a database error \(from sql.Row.Scan\) that a handler returns: log it and return one of huma's errors with a text of your own`
	}
	return &out, nil
}

func (a *api) put(ctx context.Context, in *input) (*output, error) {
	if _, err := a.db.ExecContext(ctx, "UPDATE notes"); err != nil {
		return nil, huma.Error500InternalServerError("cannot update", err) // want `the text of a database error \(from sql.DB.ExecContext\)`
	}
	return nil, nil
}

func (a *api) remove(ctx context.Context, in *input) (*output, error) {
	if _, err := a.db.ExecContext(ctx, "DELETE FROM notes"); err != nil {
		slog.Error("delete", "err", err)
		return nil, huma.Error500InternalServerError("cannot delete")
	}
	return nil, nil
}

func (a *api) routes(h huma.API) {
	huma.Get(h, "/notes/{id}", a.get)
	huma.Put(h, "/notes/{id}", a.put)
	huma.Delete(h, "/notes/{id}", a.remove)
}

func main() {}
