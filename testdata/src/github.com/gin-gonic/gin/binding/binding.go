// Package binding is a stub with the signatures of github.com/gin-gonic/gin/binding.
package binding

type Binding any

type BindingBody any
