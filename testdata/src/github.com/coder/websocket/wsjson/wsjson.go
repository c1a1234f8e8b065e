// Package wsjson is a stub with the signatures of github.com/coder/websocket/wsjson.
package wsjson

import (
	"context"

	"github.com/coder/websocket"
)

func Read(ctx context.Context, c *websocket.Conn, v any) error { return nil }

func Write(ctx context.Context, c *websocket.Conn, v any) error { return nil }
