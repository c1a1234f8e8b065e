// Package metadata is a stub with the signatures of google.golang.org/grpc/metadata.
package metadata

import "context"

type MD map[string][]string

func FromIncomingContext(ctx context.Context) (MD, bool) { return nil, false }

func ValueFromIncomingContext(ctx context.Context, key string) []string { return nil }
