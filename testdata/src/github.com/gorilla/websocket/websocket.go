// Package websocket is a stub with the signatures of github.com/gorilla/websocket v1.5.
package websocket

import "net/http"

type Conn struct{}

func (c *Conn) Close() error { return nil }

type Upgrader struct {
	ReadBufferSize, WriteBufferSize int
	Subprotocols                    []string
	CheckOrigin                     func(r *http.Request) bool
	EnableCompression               bool
}

func (u *Upgrader) Upgrade(w http.ResponseWriter, r *http.Request, responseHeader http.Header) (*Conn, error) {
	return nil, nil
}
