// Package elastic is a stub with the signatures of github.com/olivere/elastic/v7.
package elastic

type Error struct{}

func (e *Error) Error() string { return "" }
