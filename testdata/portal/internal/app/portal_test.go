package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/launchlint/launchlint/testdata/portal/internal/config"
	"github.com/launchlint/launchlint/testdata/portal/internal/mail"
	"github.com/launchlint/launchlint/testdata/portal/internal/password"
	"github.com/launchlint/launchlint/testdata/portal/internal/store"
)

// phrase is every test user's password.
const phrase = "not a secret, a test's own"

// cheap keeps the tests from spending their time on password hashes.
var cheap = password.Cost{Memory: 64, Passes: 1, Lanes: 1}

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	os.Exit(m.Run())
}

// A fixture is one portal with an empty database.
type fixture struct {
	t       *testing.T
	handler http.Handler
	db      *store.Store
	outbox  *outbox
	clock   *clock
}

// newPortal builds a portal from the default settings, changed by edit.
func newPortal(t *testing.T, edit ...func(*config.Config)) *fixture {
	t.Helper()
	cfg, err := config.Load(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	cfg.Database = filepath.Join(t.TempDir(), "portal.db")
	cfg.LoginsPerMinute = 1000
	for _, f := range edit {
		f(cfg)
	}
	db, err := store.Open(t.Context(), cfg.Database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{t: t, db: db, outbox: &outbox{}, clock: &clock{now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}}
	if f.handler, err = New(cfg, db, f.outbox, cheap, f.clock.Now); err != nil {
		t.Fatal(err)
	}
	return f
}

// browser returns a fresh browser that shows the portal.
func (f *fixture) browser() *browser {
	return &browser{t: f.t, handler: f.handler, remote: "203.0.113.9:40000"}
}

// user signs somebody up, confirms the address and returns a browser that is signed in.
func (f *fixture) user(name string) *browser {
	f.t.Helper()
	b := f.browser()
	email := address(name)
	b.want(http.StatusAccepted, "POST", "/api/signup", `{"email":%q,"name":%q,"password":%q}`, email, name, phrase)
	b.want(http.StatusNoContent, "POST", "/api/verify", `{"token":%q}`, f.outbox.token(f.t, email))
	b.want(http.StatusOK, "POST", "/api/login", `{"email":%q,"password":%q}`, email, phrase)
	return b
}

func address(name string) string { return name + "@" + name + ".example" }

// owner signs somebody up and gives them an organisation, which their session works in.
func (f *fixture) owner(name string) (*browser, int64) {
	f.t.Helper()
	b := f.user(name)
	org := b.id(b.want(http.StatusCreated, "POST", "/api/orgs", `{"name":%q,"slug":%q}`, name+" & Co", name+"-co"))
	b.want(http.StatusNoContent, "POST", "/api/session/org", `{"org_id":%d}`, org)
	return b, org
}

// An outbox keeps the messages that the portal sends.
type outbox struct {
	mu   sync.Mutex
	sent []mail.Message
	down error
}

func (o *outbox) Send(_ context.Context, m mail.Message) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, m)
	return o.down
}

func (o *outbox) Probe() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.down
}

func (o *outbox) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.down = err
}

// to returns the messages to an address, oldest first.
func (o *outbox) to(email string) []mail.Message {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []mail.Message
	for _, m := range o.sent {
		if m.To == email {
			out = append(out, m)
		}
	}
	return out
}

// token returns the token in the newest message to an address: the text after
// the last "=" or "/".
func (o *outbox) token(t *testing.T, email string) string {
	t.Helper()
	list := o.to(email)
	if len(list) == 0 {
		t.Fatalf("no mail to %s", email)
	}
	text := list[len(list)-1].Text
	return text[strings.LastIndexAny(text, "=/")+1:]
}

// A clock stands still until it is told otherwise.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// want sends a JSON request from the portal's own page and requires the status.
func (b *browser) want(status int, method, target, format string, args ...any) string {
	b.t.Helper()
	got := b.send(request{method: method, target: target, json: fmt.Sprintf(format, args...)})
	if got.status != status {
		b.t.Fatalf("%s %s: status %d, want %d: %s", method, target, got.status, status, got.body)
	}
	return got.body
}

// get fetches target from the portal's own page and requires the status.
func (b *browser) get(status int, target string) string {
	b.t.Helper()
	return b.want(status, "GET", target, "")
}

// id returns the id in a JSON object.
func (b *browser) id(body string) int64 {
	b.t.Helper()
	var v struct {
		ID int64 `json:"id"`
	}
	decode(b.t, body, &v)
	if v.ID == 0 {
		b.t.Fatalf("no id in %s", body)
	}
	return v.ID
}

func decode(t *testing.T, body string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), v); err != nil && !errors.Is(err, io.EOF) {
		t.Fatalf("%v in %s", err, body)
	}
}
