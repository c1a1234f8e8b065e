// Package runtime is a stub with the signatures of github.com/go-openapi/runtime.
package runtime

type Producer any
