// Package errors is a stub with the signatures of github.com/pingcap/errors.
package errors

func AddStack(err error) error { return nil }

func Annotate(err error, message string) error { return nil }

func Annotatef(err error, format string, args ...interface{}) error { return nil }

func ErrorStack(err error) string { return "" }

func Errorf(format string, args ...interface{}) error { return nil }

func New(message string) error { return nil }

func Trace(err error) error { return nil }

func WithStack(err error) error { return nil }

func Wrap(err error, message string) error { return nil }

func Wrapf(err error, format string, args ...interface{}) error { return nil }
