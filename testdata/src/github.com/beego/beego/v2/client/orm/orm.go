// Package orm is a stub with the signatures of github.com/beego/beego/v2/client/orm.
package orm

var ErrNoRows error
