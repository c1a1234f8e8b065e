// Package codes is a stub with the signatures of google.golang.org/grpc/codes.
package codes

type Code uint32
