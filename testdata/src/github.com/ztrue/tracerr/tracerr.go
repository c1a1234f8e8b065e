// Package tracerr is a stub with the signatures of github.com/ztrue/tracerr.
package tracerr

type Frame struct {
	Func string
	Line int
	Path string
}

func Print(err error) {}

func PrintSource(err error, nums ...int) {}

func PrintSourceColor(err error, nums ...int) {}

func Sprint(err error) string { return "" }

func SprintSource(err error, nums ...int) string { return "" }

func SprintSourceColor(err error, nums ...int) string { return "" }

func StackTrace(err error) []Frame { return nil }
