// Package store keeps notes in a database.
package store

import (
	"context"
	"database/sql"
	"errors"
)

type Store struct{ DB *sql.DB }

var ErrTaken = errors.New("the name is taken")

func (s *Store) Load(ctx context.Context, id string) (string, error) {
	var name string
	err := s.DB.QueryRowContext(ctx, "SELECT name FROM notes WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *Store) Rename(ctx context.Context, id, name string) error {
	if name == "" {
		return ErrTaken
	}
	return nil
}
