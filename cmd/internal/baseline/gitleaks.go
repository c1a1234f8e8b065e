package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds of a gitleaks report, which is foreign text: bytes and findings.
const (
	maxReport   = 128 << 20
	maxFindings = 1_000_000
)

// A Translator knows the scanned tree, as far as a report of gitleaks is about it.
type Translator struct {
	// Root is the absolute directory that paths are relative to.
	Root string
	// Has reports whether there is a rule.
	Has func(rule string) bool
	// Identify returns the keyed hash of a raw secret, "" when there is no key.
	Identify func(raw []byte) string
	// Shared is true when whoever has the repository has the key, and could search for
	// what a hash was made of: only what a commit has is hashed then.
	Shared bool
	// Key returns the baseline's key of a secret by its rule and keyed hash.
	Key func(rule, hash string) string
}

// An Import is what became of a report.
type Import struct {
	Entries []Entry
	// BySecret and ByPlace count findings that were imported.
	BySecret, ByPlace int
	// Refused counts, by reason, findings that nothing can match.
	Refused map[string]int
}

// Imported is how many findings were imported.
func (i *Import) Imported() int { return i.BySecret + i.ByPlace }

// Reasons returns the reasons of what was refused, sorted.
func (i *Import) Reasons() []string { return slices.Sorted(maps.Keys(i.Refused)) }

// A report's finding, as far as it is used. Have: gitleaks v8's report.Finding.
type gitleaksFinding struct {
	RuleID             string
	Secret             string
	File               string
	Commit             string
	StartLine, EndLine int
}

// Gitleaks reads a JSON report, or a baseline, which is one, of gitleaks. What it
// holds of raw secrets goes into keyed hashes and nowhere else, not even into errors.
// name is for errors.
func (t *Translator) Gitleaks(name string, r io.Reader) (*Import, error) {
	return t.gitleaks(name, r, maxReport)
}

func (t *Translator) gitleaks(name string, r io.Reader, limit int64) (*Import, error) {
	limited := &io.LimitedReader{R: r, N: limit + 1}
	fail := func(format string, args ...any) error {
		if limited.N <= 0 {
			return fmt.Errorf("read gitleaks report %s: larger than %d bytes", name, limit)
		}
		return fmt.Errorf("read gitleaks report %s: "+format, append([]any{name}, args...)...)
	}
	d := json.NewDecoder(withoutMark(limited))
	first, err := d.Token()
	if errors.Is(err, io.EOF) {
		return nil, fail("it is empty; gitleaks writes one with --report-format json")
	}
	if err != nil {
		return nil, fail("not JSON: %w", err)
	}
	if first != json.Delim('[') {
		return nil, fail("want an array of findings, as gitleaks writes it with --report-format json")
	}
	out := &Import{Refused: make(map[string]int)}
	for n := 1; d.More(); n++ {
		if n > maxFindings {
			return nil, fail("more than %d findings", maxFindings)
		}
		var f gitleaksFinding
		if err := d.Decode(&f); err != nil {
			return nil, fail("finding %d: %w", n, plainly(err))
		}
		t.take(out, &f)
	}
	if _, err := d.Token(); err != nil {
		return nil, fail("the array does not end: %w", plainly(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) || limited.N <= 0 {
		return nil, fail("something follows the array")
	}
	return out, nil
}

// plainly returns an error of the decoder without the names of our types. It quotes
// nothing but one character of the text.
func plainly(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		value, _, _ := strings.Cut(kind.Value, " ") // a number comes with its digits
		if kind.Field == "" {
			return fmt.Errorf("want an object, not a JSON %s", value)
		}
		return fmt.Errorf("%s may not be a JSON %s", kind.Field, value)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("the file ends before it does")
	}
	return err
}

// unknown begins the reasons of what can be imported neither by secret nor by place.
const unknown = "its secret is redacted or cannot be known again, and "

// take imports one finding, or says why it cannot.
func (t *Translator) take(out *Import, f *gitleaksFinding) {
	e := Entry{Rule: "secret/" + f.RuleID, Commit: strings.ToLower(f.Commit), Scopes: []string{"worktree"}}
	if e.Commit != "" {
		e.Scopes = []string{"history"}
	}
	switch {
	case f.RuleID == "":
		out.Refused["it names no rule"]++
		return
	case !t.Has(e.Rule):
		out.Refused["there is no rule "+quoted(e.Rule)]++
		return
	}
	inside := false
	e.Path, inside = t.path(f.File)
	if !redacted(f.Secret) && (!t.Shared || isCommit(e.Commit)) {
		if hash := t.Identify([]byte(f.Secret)); hash != "" {
			e.Key, e.Commit = t.Key(e.Rule, hash), ""
			if !inside {
				e.Path = ""
			}
			out.BySecret++
			out.Entries = append(out.Entries, e)
			return
		}
	}
	switch {
	case f.File == "":
		out.Refused[unknown+"it names no file"]++
	case !inside:
		out.Refused[unknown+"its file is outside of the scanned tree"]++
	case e.Commit != "" && !isCommit(e.Commit):
		out.Refused[unknown+"its commit is none"]++
	default:
		e.Line = max(0, f.StartLine)
		if f.EndLine > e.Line {
			e.EndLine = f.EndLine
		}
		out.ByPlace++
		out.Entries = append(out.Entries, e)
	}
}

// redacted reports whether a report does not hold the whole secret: gitleaks writes
// REDACTED, or with --redact=N the beginning and three dots.
func redacted(secret string) bool {
	return secret == "" || secret == "REDACTED" || strings.HasSuffix(secret, "...")
}

// path returns a report's path relative to the root, and whether it is below it.
func (t *Translator) path(file string) (string, bool) {
	if filepath.IsAbs(file) {
		rel, err := filepath.Rel(t.Root, file)
		if err != nil {
			return "", false
		}
		file = rel
	}
	file = path.Clean(strings.ReplaceAll(filepath.ToSlash(file), `\`, "/"))
	if file == "." || !filepath.IsLocal(file) || strings.ContainsRune(file, 0) {
		return "", false
	}
	return strings.ToValidUTF8(file, "\uFFFD"), true
}

func isCommit(s string) bool {
	if len(s) != 40 && len(s) != 64 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
}

// quoted returns a word of a report for a message, not endlessly long.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}

// withoutMark skips a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	start := make([]byte, 3)
	n, err := io.ReadFull(r, start)
	start = bytes.TrimPrefix(start[:n], []byte("\ufeff"))
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return io.MultiReader(bytes.NewReader(start), failing{err})
	}
	return io.MultiReader(bytes.NewReader(start), r)
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

// foreign returns the error of a baseline that is an array, as gitleaks' are.
func foreign(name string, text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	var first struct{ RuleID, Fingerprint *string }
	if _, err := d.Token(); err == nil && d.More() && d.Decode(&first) == nil && first.RuleID == nil {
		return fmt.Errorf("parse baseline %s: an array, and neither a baseline nor a report of gitleaks; create one with `launchlint baseline create`", name)
	}
	return fmt.Errorf("parse baseline %s: it is a report of gitleaks; import it with `launchlint baseline create --from-gitleaks %s`", name, name)
}
