// Package errors is a stub with the signatures of emperror.dev/errors.
package errors

func Errorf(format string, a ...interface{}) error { return nil }

func New(message string) error { return nil }

func NewWithDetails(message string, details ...interface{}) error { return nil }

func WithStack(err error) error { return nil }

func WithStackDepth(err error, depth int) error { return nil }

func WithStackDepthIf(err error, depth int) error { return nil }

func WithStackIf(err error) error { return nil }

func Wrap(err error, message string) error { return nil }

func WrapIf(err error, message string) error { return nil }

func WrapIfWithDetails(err error, message string, details ...interface{}) error { return nil }

func WrapIff(err error, format string, a ...interface{}) error { return nil }

func WrapWithDetails(err error, message string, details ...interface{}) error { return nil }

func Wrapf(err error, format string, a ...interface{}) error { return nil }
