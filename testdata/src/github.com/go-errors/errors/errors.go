// Package errors is a stub with the signatures of github.com/go-errors/errors.
package errors

type Error struct{}

func (err *Error) Callers() []uintptr { return nil }

func (err *Error) Error() string { return "" }

func (err *Error) ErrorStack() string { return "" }

func (err *Error) Stack() []byte { return nil }

func (err *Error) StackFrames() []StackFrame { return nil }

type StackFrame struct{}
