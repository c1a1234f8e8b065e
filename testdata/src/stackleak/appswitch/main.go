// Command appswitch gives settings to what asks for them.
package main

import (
	"database/sql"
	"net/http"
	"stackleak/appswitch/config"
	"stackleak/appswitch/ops"
)

func main() {
	cfg := config.Load()
	desk := &ops.Desk{DB: new(sql.DB), Debug: cfg.Debug, Trace: cfg.Trace, Verbose: cfg.Verbose}
	http.HandleFunc("/debug", desk.Debugging)
	http.HandleFunc("/trace", desk.Tracing)
	http.HandleFunc("/verbose", desk.Telling)
	http.ListenAndServe("127.0.0.1:8080", nil)
}
