package ssaform

import "go/types"

// standardNoReturn are the functions of the standard library that do not return
// to their caller. Those that ctrlflow knows by itself (os.Exit, runtime.Goexit)
// are not repeated.
var standardNoReturn = map[string]bool{
	"log.Fatal": true, "log.Fatalf": true, "log.Fatalln": true,
	"log.Panic": true, "log.Panicf": true, "log.Panicln": true,
	"(*log.Logger).Fatal": true, "(*log.Logger).Fatalf": true, "(*log.Logger).Fatalln": true,
	"(*log.Logger).Panic": true, "(*log.Logger).Panicf": true, "(*log.Logger).Panicln": true,
	"(*testing.common).Fatal": true, "(*testing.common).Fatalf": true, "(*testing.common).FailNow": true,
	"(*testing.common).Skip": true, "(*testing.common).Skipf": true, "(*testing.common).SkipNow": true,
}

// neverReturns reports whether obj is such a function. The only fact type of the
// ctrlflow analyzer has no content, so there is nothing to fill in.
func neverReturns(obj types.Object) bool {
	fn, ok := obj.(*types.Func)
	return ok && fn.Pkg() != nil && (fn.Pkg().Path() == "log" || fn.Pkg().Path() == "testing") && standardNoReturn[fn.FullName()]
}
