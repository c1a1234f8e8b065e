// Package mssql is a stub with the signatures of github.com/microsoft/go-mssqldb.
package mssql

type Error struct {
	Message    string
	ServerName string
	ProcName   string
}

func (e Error) Error() string { return "" }
