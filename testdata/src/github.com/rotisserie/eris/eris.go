// Package eris is a stub with the signatures of github.com/rotisserie/eris.
package eris

func Errorf(format string, args ...interface{}) error { return nil }

func New(msg string) error { return nil }

func StackFrames(err error) []uintptr { return nil }

func Wrap(err error, msg string) error { return nil }

func Wrapf(err error, format string, args ...interface{}) error { return nil }
