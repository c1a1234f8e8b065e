package fixes

import (
	"fmt"
	"log"
	"net/http"
)

// The import of fmt would be left over.
func (s *server) only(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(); err != nil {
		log.Print(err)
		http.Error(w, fmt.Sprintf("ping: %v", err), 500) // want `the text of a database error`
	}
}
