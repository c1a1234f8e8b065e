// Package api is a stub with the signatures of github.com/hashicorp/vault/api.
package api

var ErrSecretNotFound error

type ResponseError struct{}

func (e *ResponseError) Error() string { return "" }
