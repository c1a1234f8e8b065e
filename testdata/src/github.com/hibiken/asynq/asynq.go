// Package asynq is a stub with the signatures of github.com/hibiken/asynq.
package asynq

var (
	ErrQueueNotFound error
	ErrTaskNotFound  error
)
