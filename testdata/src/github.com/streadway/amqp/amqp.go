// Package amqp is a stub with the signatures of github.com/streadway/amqp.
package amqp

type Error struct {
	Reason string
}

func (e *Error) Error() string { return "" }
