// Package pgconn is a stub with the signatures of github.com/jackc/pgx/v5/pgconn.
package pgconn

type CommandTag struct{}

type PgError struct {
	Code           string
	Message        string
	Detail         string
	Hint           string
	InternalQuery  string
	Where          string
	SchemaName     string
	TableName      string
	ColumnName     string
	ConstraintName string
	File           string
	Routine        string
}

func (pe *PgError) Error() string { return "" }
