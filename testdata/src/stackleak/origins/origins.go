// Package origins has errors of all that a server leans on.
package origins

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"html/template"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/lib/pq"
	"gorm.io/gorm"
)

func files(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join("/srv", r.PathValue("name")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound) // want `the text of a file error \(from os.Open\)`
		return
	}
	f.Close()
}

func upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://billing.internal/invoices")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway) // want `the text of a network error \(from http.Get\)`
		return
	}
	resp.Body.Close()
}

func dialled(w http.ResponseWriter, r *http.Request) {
	if _, err := net.Dial("tcp", "10.0.0.7:25"); err != nil {
		http.Error(w, err.Error(), 502) // want `the text of a network error \(from net.Dial\)`
	}
}

func converted(w http.ResponseWriter, r *http.Request) {
	out, err := exec.CommandContext(context.Background(), "convert", "a", "b").CombinedOutput()
	if err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a process error \(from exec.Cmd.CombinedOutput\)`
		return
	}
	w.Write(out)
}

func output(w http.ResponseWriter, r *http.Request) {
	err := exec.Command("convert").Run()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		w.Write(failed.Stderr) // want `the text of a process error \(from exec.ExitError.Stderr\)`
	}
}

func page(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	t, err := template.ParseFiles("/srv/pages/a.html")
	if err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a template error`
		return
	}
	if err := t.Execute(&buf, nil); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a template error`
	}
}

func certificate(w http.ResponseWriter, r *http.Request) {
	if _, err := tls.LoadX509KeyPair("/etc/tls/a.crt", "/etc/tls/a.key"); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a cryptography error`
	}
}

// What a driver knows beyond the text.
func details(w http.ResponseWriter, db *gorm.DB) {
	err := db.Error
	var pg *pq.Error
	if errors.As(err, &pg) {
		http.Error(w, pg.Detail, 400) // want `the text of a database error \(from pq.Error.Detail\)`
	}
	var pgx *pgconn.PgError
	if errors.As(err, &pgx) {
		if pgx.Code == "23505" {
			http.Error(w, "the name is taken", 409)
			return
		}
		http.Error(w, pgx.Detail, 400) // want `the text of a database error \(from pgconn.PgError.Detail\)`
	}
	var my *mysql.MySQLError
	if errors.As(err, &my) && my.Number == 1062 {
		http.Error(w, "the name is taken", 409)
	}
}

func orm(w http.ResponseWriter, db *gorm.DB) {
	if err := db.Error; err != nil {
		http.Error(w, err.Error(), 500) // want `the text of a database error`
	}
}
