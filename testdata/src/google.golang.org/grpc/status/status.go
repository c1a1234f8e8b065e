// Package status is a stub with the signatures of google.golang.org/grpc/status.
package status

import (
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/internal/status"
)

func Convert(err error) *Status { return nil }

func Error(c codes.Code, msg string) error { return nil }

func Errorf(c codes.Code, format string, a ...any) error { return nil }

func FromContextError(err error) *Status { return nil }

func New(c codes.Code, msg string) *Status { return nil }

func Newf(c codes.Code, format string, a ...any) *Status { return nil }

type Status = status.Status
