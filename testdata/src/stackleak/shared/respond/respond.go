// Package respond answers for other packages.
package respond

import (
	"encoding/json"
	"net/http"
)

// Error sends the text of an error.
func Error(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}

// Text sends a text.
func Text(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	w.Write([]byte(text))
}
