// Package websocket is a stub with the signatures of github.com/coder/websocket v1.8.
package websocket

import "net/http"

type Conn struct{}

type AcceptOptions struct {
	Subprotocols       []string
	InsecureSkipVerify bool
	OriginPatterns     []string
}

func Accept(w http.ResponseWriter, r *http.Request, opts *AcceptOptions) (*Conn, error) {
	return nil, nil
}
