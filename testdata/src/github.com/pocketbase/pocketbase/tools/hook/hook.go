// Package hook is a stub with the signatures of github.com/pocketbase/pocketbase/tools/hook.
package hook

type Resolver interface {
	Next() error
}

type Event struct{}

func (e *Event) Next() error { return nil }

type Handler[T Resolver] struct {
	Func     func(T) error
	Id       string
	Priority int
}
