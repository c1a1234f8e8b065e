// Package dbx is a stub with the signatures of github.com/pocketbase/dbx.
package dbx

type Expression interface{}

type Params map[string]interface{}

type SelectQuery struct{}
