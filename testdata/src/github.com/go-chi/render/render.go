// Package render is a stub with the signatures of github.com/go-chi/render.
package render

import (
	"io"
	"net/http"
)

func Bind(r *http.Request, v Binder) error { return nil }

func Data(w http.ResponseWriter, r *http.Request, v []byte) {}

func DecodeForm(r io.Reader, v any) error { return nil }

func DecodeJSON(r io.Reader, v any) error { return nil }

func DecodeXML(r io.Reader, v any) error { return nil }

func DefaultDecoder(r *http.Request, v any) error { return nil }

func DefaultResponder(w http.ResponseWriter, r *http.Request, v any) {}

func HTML(w http.ResponseWriter, r *http.Request, v string) {}

func JSON(w http.ResponseWriter, r *http.Request, v any) {}

func PlainText(w http.ResponseWriter, r *http.Request, v string) {}

func Status(r *http.Request, status int) {}

func Render(w http.ResponseWriter, r *http.Request, v Renderer) error { return nil }

func RenderList(w http.ResponseWriter, r *http.Request, l []Renderer) error { return nil }

func XML(w http.ResponseWriter, r *http.Request, v any) {}

type Binder interface {
	Bind(r *http.Request) error
}

type Renderer interface {
	Render(w http.ResponseWriter, r *http.Request) error
}
