// Package errors is a stub with the signatures of github.com/juju/errors.
package errors

type Err struct{}

func (e *Err) Error() string { return "" }

func (e *Err) StackTrace() []string { return nil }

func Annotate(other error, message string) error { return nil }

func Annotatef(other error, format string, args ...interface{}) error { return nil }

func Details(err error) string { return "" }

func ErrorStack(err error) string { return "" }

func Errorf(format string, args ...interface{}) error { return nil }

func Mask(other error) error { return nil }

func Maskf(other error, format string, args ...interface{}) error { return nil }

func New(message string) error { return nil }

func Trace(other error) error { return nil }

func Wrap(other, newDescriptive error) error { return nil }

func Wrapf(other, newDescriptive error, format string, args ...interface{}) error { return nil }
