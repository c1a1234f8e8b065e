// Package logx is a stub with the signatures of github.com/zeromicro/go-zero/core/logx.
package logx
