// Package hlog is a stub with the signatures of github.com/cloudwego/hertz/pkg/common/hlog.
package hlog
