// Package xorm is a stub with the signatures of xorm.io/xorm.
package xorm

var ErrNotExist error
