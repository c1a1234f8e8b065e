// Package nocookies does not speak of what browsers send by themselves.
package nocookies

import (
	"net/http"

	"github.com/gorilla/websocket"
)

func upgrade() websocket.Upgrader {
	return websocket.Upgrader{
		CheckOrigin: func(r *http.Request) bool { return true }, // want `accepts every origin`
	}
}

func credentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want `whatever it is`
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}
