// Package gin answers with gin.
package gin

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
)

type note struct {
	Text string `json:"text" binding:"required"`
}

type api struct{ db *sqlx.DB }

func (a *api) list(c *gin.Context) {
	var notes []note
	if err := a.db.SelectContext(c.Request.Context(), &notes, "SELECT text FROM notes"); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `text of a database error \(from sqlx.DB.SelectContext\)`
		return
	}
	c.JSON(http.StatusOK, notes)
}

func (a *api) create(c *gin.Context) {
	var n note
	if err := c.ShouldBindJSON(&n); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	_, err := a.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
	if err != nil {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"message": "insert failed", "details": err.Error()}) // want `text of a database error`
		return
	}
	c.String(http.StatusCreated, "created %s", n.Text)
}

func (a *api) text(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		c.String(500, "database: %v", err) // want `text of a database error`
	}
}

// gin encodes an error as encoding/json does.
func (a *api) value(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		c.JSON(500, gin.H{"error": err})
	}
}

// AbortWithError keeps the error for middleware and sends nothing of it.
func (a *api) kept(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		c.AbortWithError(500, err)
	}
}

func (a *api) same(c *gin.Context) {
	var n note
	err := c.ShouldBindJSON(&n)
	if err == nil {
		_, err = a.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
	}
	if err != nil {
		c.JSON(500, gin.H{"error": err.Error()}) // want `text of a database error`
	}
}

var errTaken = errors.New("the name is taken")

func (a *api) chosen(c *gin.Context) {
	err := a.rename(c.Param("id"))
	switch {
	case errors.Is(err, errTaken):
		c.JSON(http.StatusConflict, gin.H{"error": err.Error()})
	case err != nil:
		slog.Error("rename", "err", err)
		c.JSON(500, gin.H{"error": http.StatusText(500)})
	}
}

func (a *api) rename(id string) error {
	if id == "" {
		return errTaken
	}
	_, err := a.db.Exec("UPDATE notes SET text = '' WHERE id = $1", id)
	return err
}

func (a *api) routes(r *gin.Engine) {
	r.GET("/notes", a.list)
	r.POST("/notes", a.create)
	r.GET("/text", a.text)
	r.GET("/chosen", a.chosen)
}
