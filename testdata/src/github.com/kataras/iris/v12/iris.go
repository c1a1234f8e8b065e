// Package iris is a stub with the signatures of github.com/kataras/iris/v12.
package iris

import "github.com/kataras/iris/v12/core/router"

type Application struct {
	*router.APIBuilder
}
