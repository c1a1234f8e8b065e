// Package websockets holds the origin checks of WebSocket handshakes.
package websockets

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	coder "github.com/coder/websocket"
	"github.com/gorilla/websocket"
)

func session(r *http.Request) { r.Cookie("session") }

var upgrader = websocket.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin: func(r *http.Request) bool {
		return true // want `accepts every origin: any website can open a connection as the user`
	},
}

var byDefault = websocket.Upgrader{ReadBufferSize: 1024}

var explicit = websocket.Upgrader{CheckOrigin: nil}

func anyOrigin(r *http.Request) bool { return true }

func later() *websocket.Upgrader {
	u := &websocket.Upgrader{}
	u.CheckOrigin = anyOrigin // want `accepts every origin`
	return u
}

var sameHost = websocket.Upgrader{
	CheckOrigin: func(r *http.Request) bool {
		u, err := url.Parse(r.Header.Get("Origin"))
		if err != nil {
			return false
		}
		return strings.EqualFold(u.Host, r.Host)
	},
}

// Programs that are no browsers send no Origin.
var orNone = websocket.Upgrader{
	CheckOrigin: func(r *http.Request) bool {
		origin := r.Header.Get("Origin")
		if origin == "" {
			return true
		}
		return origin == "https://portal.example.com"
	},
}

var contains = websocket.Upgrader{
	CheckOrigin: func(r *http.Request) bool {
		return strings.Contains(r.Header.Get("Origin"), r.Host) // want `an attacker's https://api.example.com.evil.test passes`
	},
}

type hub struct{ origins []string }

func (h *hub) upgrader() websocket.Upgrader {
	return websocket.Upgrader{CheckOrigin: h.check}
}

func (h *hub) check(r *http.Request) bool {
	return slices.Contains(h.origins, r.Header.Get("Origin"))
}

func (h *hub) failsOpen() websocket.Upgrader {
	return websocket.Upgrader{
		CheckOrigin: func(r *http.Request) bool { // want `an empty allow-list lets every website in`
			if len(h.origins) == 0 {
				return true
			}
			return h.check(r)
		},
	}
}

func (h *hub) chosen(debug bool) *websocket.Upgrader {
	var check func(*http.Request) bool
	if debug {
		check = func(r *http.Request) bool { return true }
	}
	return &websocket.Upgrader{CheckOrigin: check} // want `in development mode, this check accepts every origin`
}

// As gorilla/websocket compares hosts.
func equalFold(s, t string) bool {
	for s != "" && t != "" {
		sr, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		tr, size := utf8.DecodeRuneInString(t)
		t = t[size:]
		if sr != tr && unicode.ToLower(sr) != unicode.ToLower(tr) {
			return false
		}
	}
	return s == t
}

var folded = websocket.Upgrader{
	CheckOrigin: func(r *http.Request) bool {
		origin := r.Header["Origin"]
		if len(origin) == 0 {
			return true
		}
		u, err := url.Parse(origin[0])
		return err == nil && equalFold(u.Host, r.Host)
	},
}

func accept(w http.ResponseWriter, r *http.Request, patterns []string) {
	coder.Accept(w, r, nil)
	coder.Accept(w, r, &coder.AcceptOptions{
		InsecureSkipVerify: true, // want `accepts every origin`
	})
	coder.Accept(w, r, &coder.AcceptOptions{
		OriginPatterns: []string{"*"}, // want `accepts every origin`
	})
	coder.Accept(w, r, &coder.AcceptOptions{
		OriginPatterns: []string{"*example.com"}, // want `an attacker's https://evilexample.com passes`
	})
	coder.Accept(w, r, &coder.AcceptOptions{OriginPatterns: []string{"*.example.com", "portal.example.org"}})
	coder.Accept(w, r, &coder.AcceptOptions{OriginPatterns: patterns})
	coder.Accept(w, r, &coder.AcceptOptions{
		InsecureSkipVerify: true, //launchlint:ignore corsorigin/allow-func-true the feed is public
	})
}
