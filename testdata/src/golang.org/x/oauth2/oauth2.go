// Package oauth2 is a stub with the signatures of golang.org/x/oauth2.
package oauth2

type RetrieveError struct {
	Body             string
	ErrorDescription string
}

func (e *RetrieveError) Error() string { return "" }
