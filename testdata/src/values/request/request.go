// Package request holds what a client sends.
package request

import (
	"fmt"
	"net/http"
	"strings"
)

func probe(any) {}

const header = "origin"

func handler(w http.ResponseWriter, r *http.Request) {
	probe(r.Header.Get("Origin"))                    // want `{request0\(Origin\)}`
	probe(r.Header.Get(header))                      // want `{request0\(Origin\)}`
	probe(r.Header["Origin"])                        // want `{request0\(Origin\)}`
	probe(r.Header["Origin"][0])                     // want `{request0\(Origin\)}`
	probe(strings.ToLower(r.Header.Get("Origin")))   // want `{request0\(Origin\)}`
	probe(r.Referer())                               // want `{request0\(Referer\)}`
	probe(r.Host)                                    // want `{request5\(\)}`
	probe(r.TLS != nil)                              // want `{test\({request7\(\)} != {nil}\)}`
	probe(r.URL.Query().Get("next"))                 // want `{request1\(next\)}`
	probe(w.Header().Get("Origin"))                  // want `{opaque`
	probe(fmt.Sprintf("%s", r.Header.Get("Origin"))) // want `{text\({"%s"}\+{request0\(Origin\)}\)}`
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	}
	probe(origin)      // want `{request0\(Origin\)\? \| "\*"\?}`
	probe(originOf(r)) // want `{request0\(Origin\)}`
	c, _ := r.Cookie("session")
	probe(c) // want `{request2\(session\)}`
}

func originOf(r *http.Request) string { return r.Header.Get("Origin") }

func response(resp *http.Response) {
	probe(resp.Header.Get("Origin")) // want `{opaque`
}
