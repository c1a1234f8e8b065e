// Package meilisearch is a stub with the signatures of github.com/meilisearch/meilisearch-go.
package meilisearch

type Error struct{}

func (e *Error) Error() string { return "" }
