// Package ast is a stub with the signatures of github.com/vektah/gqlparser/v2/ast.
package ast

type Path []PathElement

type PathElement interface{}

type Position struct{}
