// Package mail hands messages over to whatever delivers them. The portal writes
// them into a spool directory that a local relay empties; nothing here opens a
// network connection.
package mail

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/token"
)

// A Message is one plain-text e-mail.
type Message struct {
	To, Subject, Text string
}

// A Spool writes every message as one .eml file into Dir.
type Spool struct {
	Dir, From string
}

// Send files the message. It errs when the directory cannot be written.
func (s Spool) Send(_ context.Context, m Message) error {
	body := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\n\r\n%s\r\n",
		oneLine(s.From), oneLine(m.To), oneLine(m.Subject), time.Now().Format(time.RFC1123Z), m.Text)
	name := time.Now().UTC().Format("20060102T150405.000000000") + "-" + token.New()[:8] + ".eml"
	if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(body), 0o600); err != nil {
		return fmt.Errorf("spool mail: %w", err)
	}
	return nil
}

// Probe reports whether the spool can be written, by writing and removing a file.
func (s Spool) Probe() error {
	f, err := os.CreateTemp(s.Dir, "probe-*")
	if err != nil {
		return fmt.Errorf("probe spool: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("probe spool: %w", err)
	}
	return os.Remove(f.Name())
}

// oneLine keeps a header value from starting another header.
func oneLine(s string) string {
	return strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
}
