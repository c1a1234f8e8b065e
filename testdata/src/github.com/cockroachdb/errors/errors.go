// Package errors is a stub with the signatures of github.com/cockroachdb/errors.
package errors

func AssertionFailedWithDepthf(depth int, format string, args ...interface{}) error { return nil }

func AssertionFailedf(format string, args ...interface{}) error { return nil }

func Errorf(format string, args ...interface{}) error { return nil }

func HandleAsAssertionFailure(origErr error) error { return nil }

func HandleAsAssertionFailureDepth(depth int, origErr error) error { return nil }

func Join(errs ...error) error { return nil }

func JoinWithDepth(depth int, errs ...error) error { return nil }

func New(msg string) error { return nil }

func NewAssertionErrorWithWrappedErrf(origErr error, format string, args ...interface{}) error {
	return nil
}

func NewWithDepth(depth int, msg string) error { return nil }

func NewWithDepthf(depth int, format string, args ...interface{}) error { return nil }

func Newf(format string, args ...interface{}) error { return nil }

func WithStack(err error) error { return nil }

func WithStackDepth(err error, depth int) error { return nil }

func Wrap(err error, msg string) error { return nil }

func WrapWithDepth(depth int, err error, msg string) error { return nil }

func WrapWithDepthf(depth int, err error, format string, args ...interface{}) error { return nil }

func Wrapf(err error, format string, args ...interface{}) error { return nil }
