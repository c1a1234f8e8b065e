// Package render is a stub with the signatures of github.com/unrolled/render.
package render

import (
	"io"
)

type Engine interface{}

type HTMLOptions struct{}

type Render struct{}

func (r *Render) Data(w io.Writer, status int, v []byte) error { return nil }

func (r *Render) HTML(w io.Writer, status int, name string, binding interface{}, htmlOpt ...HTMLOptions) error {
	return nil
}

func (r *Render) JSON(w io.Writer, status int, v interface{}) error { return nil }

func (r *Render) JSONP(w io.Writer, status int, callback string, v interface{}) error { return nil }

func (r *Render) Render(w io.Writer, e Engine, data interface{}) error { return nil }

func (r *Render) Text(w io.Writer, status int, v string) error { return nil }

func (r *Render) XML(w io.Writer, status int, v interface{}) error { return nil }
