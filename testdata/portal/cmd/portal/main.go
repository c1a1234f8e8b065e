// Command portal serves the client portal on a loopback address. It is
// vulnerable on purpose: see README.md before you run it.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/app"
	"github.com/launchlint/launchlint/testdata/portal/internal/config"
	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/password"
	"github.com/launchlint/launchlint/testdata/portal/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("portal stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	cfg, err := config.Load(os.Getenv)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cfg.MailDir, 0o700); err != nil {
		return fmt.Errorf("make mail directory: %w", err)
	}
	db, err := store.Open(ctx, cfg.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	handler, err := app.New(cfg, db, mail.Spool{Dir: cfg.MailDir, From: cfg.MailFrom}, password.Default, time.Now)
	if err != nil {
		return err
	}
	return serve(ctx, cfg, handler)
}

// serve answers requests until ctx is done, then lets those under way finish.
func serve(ctx context.Context, cfg *config.Config, handler http.Handler) error {
	ln, err := net.Listen("tcp", cfg.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	slog.Info("portal is up", "address", "http://"+ln.Addr().String(), "mail", cfg.MailDir)
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	slog.Info("portal is going down")
	grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return srv.Shutdown(grace)
}
