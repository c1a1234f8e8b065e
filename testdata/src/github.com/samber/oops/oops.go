// Package oops is a stub with the signatures of github.com/samber/oops.
package oops

import "runtime"

type OopsError struct{}

func (o OopsError) Error() string { return "" }

func (o OopsError) Sources() string { return "" }

func (o OopsError) StackFrames() []runtime.Frame { return nil }

func (o OopsError) Stacktrace() string { return "" }

func (o OopsError) ToMap() map[string]any { return nil }

type OopsErrorBuilder struct{}

func (b OopsErrorBuilder) Errorf(format string, args ...any) error { return nil }

func (b OopsErrorBuilder) Join(e ...error) error { return nil }

func (b OopsErrorBuilder) New(message string) error { return nil }

func (b OopsErrorBuilder) Recover(cb func()) (err error) { return nil }

func (b OopsErrorBuilder) Recoverf(cb func(), msg string, args ...any) (err error) { return nil }

func (b OopsErrorBuilder) Wrap(err error) error { return nil }

func (b OopsErrorBuilder) Wrapf(err error, format string, args ...any) error { return nil }

func Errorf(format string, args ...any) error { return nil }

func In(domain string) OopsErrorBuilder { return OopsErrorBuilder{} }

func Join(e ...error) error { return nil }

func New(message string) error { return nil }

func Recover(cb func()) (err error) { return nil }

func Recoverf(cb func(), msg string, args ...any) (err error) { return nil }

func Wrap(err error) error { return nil }

func Wrapf(err error, format string, args ...any) error { return nil }
