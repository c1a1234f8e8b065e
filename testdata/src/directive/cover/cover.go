package cover

import "fmt"

func flaw(...any) int { return 0 }
func wrap(a, b any) any { return a }

func lines() {
	flaw() // want "demo/flaw"
	flaw() //launchlint:ignore demo/flaw it is accepted here
	flaw() // want "demo/flaw"

	//launchlint:ignore demo/flaw the next line only
	flaw()
	flaw() // want "demo/flaw"

	//launchlint:ignore demo/flaw a blank line stands between

	flaw() // want "demo/flaw"
}

func statements(ok bool) {
	//launchlint:ignore demo/flaw the whole statement
	if ok {
		flaw()
	} else {
		flaw()
	}
	flaw() // want "demo/flaw"

	if ok { //launchlint:ignore demo/flaw this line only
		flaw() // want "demo/flaw"
	}

	//launchlint:ignore demo/flaw the call over several lines
	fmt.Println(
		flaw(),
		flaw(),
	)

	fmt.Println(
		//launchlint:ignore demo/flaw one argument
		flaw(
			1,
		),
		flaw(), // want "demo/flaw"
	)

	switch {
	//launchlint:ignore demo/flaw the case
	case ok:
		flaw()
	default:
		flaw() // want "demo/flaw"
	}

	fmt.
		Println( //launchlint:ignore demo/flaw behind code in the middle of a statement
			flaw()) // want "demo/flaw"

	if ok ||
		flaw() > 1 || //launchlint:ignore demo/flaw a line of a condition
		flaw() > 2 { // want "demo/flaw"
	}
}

func literals() {
	_ = []any{
		//launchlint:ignore demo/flaw one element
		wrap(
			flaw(),
			flaw(),
		),
		flaw(), // want "demo/flaw"
	}
	_ = map[string]any{
		//launchlint:ignore demo/flaw one pair
		"a": wrap(
			1,
			flaw(),
		),
		"b": flaw(), //launchlint:ignore demo/flaw this pair
		"c": flaw(), // want "demo/flaw"
	}
}

// doc has a comment, with the directive on its last line.
//
//launchlint:ignore demo/flaw the whole function
func doc() {
	flaw()
	flaw()
}

//launchlint:ignore demo/flaw text may follow the directive
//
// inverted has its directive first.
func inverted() { flaw() }

func after() {
	flaw() // want "demo/flaw"
}

//launchlint:ignore demo/flaw the group
var (
	a = flaw()
	b = flaw()
)

var (
	//launchlint:ignore demo/flaw one of the group
	c = flaw()
	d = flaw() // want "demo/flaw"
)

type fields struct {
	//launchlint:ignore demo/flaw an anonymous field's type may hold a length
	x [len("a")]int
}

//line other.go:100
func moved() {
	//launchlint:ignore demo/flaw line comments do not move it
	flaw()
	flaw() //launchlint:ignore demo/flaw nor from here
}
