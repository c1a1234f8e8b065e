// Package errors is a stub with the signatures of github.com/pkg/errors.
package errors

func Errorf(format string, args ...any) error { return nil }

func New(message string) error { return nil }

func WithStack(err error) error { return nil }

func Wrap(err error, message string) error { return nil }

func Wrapf(err error, format string, args ...any) error { return nil }
