// Package render is a stub with the signatures of github.com/cloudwego/hertz/pkg/app/server/render.
package render

type Render interface{}
