// Package gqlerror is a stub with the signatures of github.com/vektah/gqlparser/v2/gqlerror.
package gqlerror

import "github.com/vektah/gqlparser/v2/ast"

type Error struct {
	Message string
}

func (err *Error) Error() string { return "" }

func ErrorPathf(path ast.Path, message string, args ...any) *Error { return nil }

func ErrorPosf(pos *ast.Position, message string, args ...any) *Error { return nil }

func Errorf(message string, args ...any) *Error { return nil }

func Wrap(err error) *Error { return nil }

func WrapIfUnwrapped(err error) *Error { return nil }

func WrapPath(path ast.Path, err error) *Error { return nil }

func WrapPos(pos *ast.Position, err error) *Error { return nil }
