// Package zap is a stub with the signatures of go.uber.org/zap.
package zap
