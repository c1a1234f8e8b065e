// Package schema is a stub with the signatures of gorm.io/gorm/schema.
package schema

type Field struct{}
