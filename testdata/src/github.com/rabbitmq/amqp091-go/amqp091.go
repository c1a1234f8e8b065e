// Package amqp091 is a stub with the signatures of github.com/rabbitmq/amqp091-go.
package amqp091

type Error struct {
	Reason string
}

func (e *Error) Error() string { return "" }
