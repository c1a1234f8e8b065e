// Package errors is a stub with the signatures of github.com/cloudwego/hertz/pkg/common/errors.
package errors

type Error struct{}

func (msg *Error) Error() string { return "" }
