// Package clause is a stub with the signatures of gorm.io/gorm/clause.
package clause

type Expr struct{}

type Expression any

type Writer any
