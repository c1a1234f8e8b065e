// Package server is a stub with the signatures of github.com/cloudwego/hertz/pkg/app/server.
package server

import "github.com/cloudwego/hertz/pkg/route"

type Hertz struct {
	*route.Engine
}
