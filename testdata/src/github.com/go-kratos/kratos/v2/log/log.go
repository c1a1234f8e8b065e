// Package log is a stub with the signatures of github.com/go-kratos/kratos/v2/log.
package log
