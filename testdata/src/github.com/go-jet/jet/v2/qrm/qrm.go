// Package qrm is a stub with the signatures of github.com/go-jet/jet/v2/qrm.
package qrm

var ErrNoRows error
