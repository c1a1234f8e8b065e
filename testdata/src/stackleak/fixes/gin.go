package fixes

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

func (s *server) gin(c *gin.Context) {
	err := s.db.Ping()
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"ok": false, "error": err.Error()}) // want `the text of a database error`
		return
	}
}

func (s *server) logged(c *gin.Context) {
	if err := s.db.Ping(); err != nil {
		slog.ErrorContext(c.Request.Context(), "ping", "err", err)
		c.AbortWithStatusJSON(500, gin.H{"error": "ping: " + err.Error()}) // want `the text of a database error`
	}
}
