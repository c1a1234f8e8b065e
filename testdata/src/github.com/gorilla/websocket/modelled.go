package websocket

import (
	"context"
	"io"
	"net"
	"net/http"
	"time"
)

type CloseError struct{}

func (e *CloseError) Error() string { return "" }

type HandshakeError struct{}

func (e HandshakeError) Error() string { return "" }

type PreparedMessage struct{}

type Dialer struct{}

func (d *Dialer) Dial(urlStr string, requestHeader http.Header) (*Conn, *http.Response, error) {
	return nil, nil, nil
}

func (d *Dialer) DialContext(ctx context.Context, urlStr string, requestHeader http.Header) (*Conn, *http.Response, error) {
	return nil, nil, nil
}

func (c *Conn) NextReader() (messageType int, r io.Reader, err error) { return }

func (c *Conn) NextWriter(messageType int) (io.WriteCloser, error) { return nil, nil }

func (c *Conn) ReadJSON(v interface{}) error { return nil }

func (c *Conn) ReadMessage() (messageType int, p []byte, err error) { return }

func (c *Conn) RemoteAddr() net.Addr { return nil }

func (c *Conn) WriteControl(messageType int, data []byte, deadline time.Time) error { return nil }

func (c *Conn) WriteJSON(v interface{}) error { return nil }

func (c *Conn) WriteMessage(messageType int, data []byte) error { return nil }

func FormatCloseMessage(closeCode int, text string) []byte { return nil }

func NewPreparedMessage(messageType int, data []byte) (*PreparedMessage, error) { return nil, nil }

func ReadJSON(c *Conn, v interface{}) error { return nil }

func WriteJSON(c *Conn, v interface{}) error { return nil }
