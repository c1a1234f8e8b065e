package leaks_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

var (
	secretRule = &rules.Rule{ID: "secret/demo", Title: "Demo secret", Severity: rules.Error}
	weakRule   = &rules.Rule{ID: "secret/weak", Title: "Perhaps a secret", Severity: rules.Warning}
	nameRule   = &rules.Rule{ID: "secret/name", Title: "Name of an account", Severity: rules.Note}
)

// mark is what tests plant: SECRET(name), or ALLOWED(name) for one that a comment
// lets pass, WEAK(name) for one that may be none and NAME(name) for none. What is tested here knows nothing of real ones.
var mark = regexp.MustCompile(`(SECRET|ALLOWED|WEAK|NAME)\((\w+)\)`)

var noteID = regexp.MustCompile(`\b[0-9a-f]{40}\b`)

// detect finds the marks in an object.
func detect(id names.ID, text string) []leaks.Hit {
	var hits []leaks.Hit
	for number, line := range strings.Split(text, "\n") {
		for _, at := range mark.FindAllStringSubmatchIndex(line, -1) {
			name := line[at[4]:at[5]]
			sum := sha256.Sum256([]byte(name))
			m := secrets.Match{
				Rule: secretRule, StartLine: number + 1, EndLine: number + 1, MatchLine: number + 1, StartColumn: at[0] + 1, EndColumn: at[1] + 1,
				Secret: scanners.Secret{Redacted: name + "…", Hash: hex.EncodeToString(sum[:])},
			}
			switch line[at[2]:at[3]] {
			case "WEAK":
				m.Rule = weakRule
			case "NAME":
				m.Rule = nameRule
			}
			if line[at[2]:at[3]] == "ALLOWED" {
				m.Allowed = &secrets.Allowance{Kind: "comment", Line: number + 1}
			}
			hits = append(hits, leaks.Hit{Object: id, Match: m})
		}
	}
	return hits
}

// find walks a repository and traces its marks.
func find(t testing.TB, r names.Reader, roots []names.Root, shallow ...names.ID) *leaks.Report {
	t.Helper()
	return findWith(t, r, roots, leaks.Options{}, shallow...)
}

func findWith(t testing.TB, r names.Reader, roots []names.Root, o leaks.Options, shallow ...names.ID) *leaks.Report {
	t.Helper()
	n, err := names.Walk(context.Background(), func() names.Reader { return r }, roots, names.Options{Shallow: shallow})
	if err != nil {
		t.Fatal(err)
	}
	var hits []leaks.Hit
	read := func(id names.ID) string {
		_, data, err := r.Read(id)
		if err != nil {
			t.Fatalf("read %s: %v", id, err)
		}
		return string(data)
	}
	for number := range n.Blobs() {
		hits = append(hits, detect(n.ID(number), read(n.ID(number)))...)
	}
	for i := range n.Commits {
		hits = append(hits, detect(n.Commits[i].ID, read(n.Commits[i].ID))...)
	}
	for _, root := range n.Roots {
		if root.Kind == objects.Tag {
			hits = append(hits, detect(root.ID, read(root.ID))...)
		}
		if root.Name == "HEAD" {
			if id, ok := n.File(root.Tree, ".mailmap"); ok {
				o.Mailmap = names.ParseMailmap([]byte(read(id)))
			}
		}
	}
	return leaks.Find(n, hits, o)
}

// show prints a report, one line for each leak and offender.
func show(r *leaks.Report) []string { return showWith(r, func(*leaks.Leak) string { return "" }) }

// showWith puts what more says of a leak behind how often it was introduced.
func showWith(r *leaks.Report, more func(*leaks.Leak) string) []string {
	var out []string
	for _, l := range r.Leaks {
		line := fmt.Sprintf("leak %s %s introduced=%d", strings.TrimSuffix(l.Secret.Redacted, "…"), l.State, len(l.Introductions))
		if l.Reintroduced() {
			line += " reintroduced"
		}
		line += more(l)
		if len(l.Paths) > 0 {
			line += " paths=" + noteID.ReplaceAllString(strings.Join(l.Paths, ","), "(note)")
		}
		if len(l.Refs) > 0 {
			line += " refs=" + strings.ReplaceAll(strings.Join(l.Refs, ","), "refs/heads/", "")
		}
		if l.Allowed != nil {
			line += " allowed=" + l.Allowed.Kind
		}
		out = append(out, line)
	}
	for _, o := range r.Offenders {
		line := "offender " + strings.TrimPrefix(o.Rule.ID, "offender/")
		if o.Author != "" {
			line += " " + o.Author
		}
		if o.Path != "" {
			line += " " + o.Path
		}
		var of []string
		for _, l := range o.Leaks {
			of = append(of, strings.TrimSuffix(l.Secret.Redacted, "…"))
		}
		out = append(out, line+" of "+strings.Join(of, ","))
	}
	return out
}

// events prints the sightings of a leak.
func events(l *leaks.Leak) []string {
	var out []string
	for _, s := range l.Sightings {
		line := s.Event.String()
		for _, at := range s.Added {
			line += fmt.Sprintf(" +%s:%d", at.Path, at.StartLine)
		}
		for _, at := range s.Gone {
			line += fmt.Sprintf(" -%s:%d", at.Path, at.StartLine)
		}
		out = append(out, line+" "+s.Author)
	}
	return out
}

func exposures(l *leaks.Leak) []string {
	var out []string
	for _, e := range l.Exposures {
		line := time.Unix(e.From, 0).UTC().Format("15:04") + "-"
		if !e.Open {
			line += time.Unix(e.To, 0).UTC().Format("15:04")
		}
		out = append(out, line)
	}
	return out
}

func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n  %s\nwant:\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
