package websocket

import (
	"context"
	"io"
	"net/http"
)

func (c *Conn) Close(code StatusCode, reason string) (err error) { return nil }

func (c *Conn) Read(ctx context.Context) (MessageType, []byte, error) { return 0, nil, nil }

func (c *Conn) Reader(ctx context.Context) (MessageType, io.Reader, error) { return 0, nil, nil }

func (c *Conn) Write(ctx context.Context, typ MessageType, p []byte) error { return nil }

func (c *Conn) Writer(ctx context.Context, typ MessageType) (io.WriteCloser, error) { return nil, nil }

type DialOptions struct{}

type MessageType int

type StatusCode int

func Dial(ctx context.Context, u string, opts *DialOptions) (*Conn, *http.Response, error) {
	return nil, nil, nil
}
