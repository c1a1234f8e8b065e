// Package render is a stub with the signatures of github.com/gin-gonic/gin/render.
package render

type Render any
