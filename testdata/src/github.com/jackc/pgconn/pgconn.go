// Package pgconn is a stub with the signatures of github.com/jackc/pgconn.
package pgconn

type PgError struct {
	Message        string
	Detail         string
	Hint           string
	Where          string
	InternalQuery  string
	SchemaName     string
	TableName      string
	ColumnName     string
	ConstraintName string
	File           string
	Routine        string
}

func (e *PgError) Error() string { return "" }
