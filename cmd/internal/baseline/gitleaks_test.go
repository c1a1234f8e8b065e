package baseline

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/leaktext/leaktest"
)

func translator(t *testing.T, keyed bool) (*Translator, string) {
	root := t.TempDir()
	return &Translator{
		Root: root,
		Has:  func(rule string) bool { return rule == "secret/github-pat" || rule == "secret/jwt" },
		Identify: func(raw []byte) string {
			if !keyed {
				return ""
			}
			return "hash of " + strings.Repeat("x", len(raw))
		},
		Key: func(rule, hash string) string { return rule + "|" + hash },
	}, root
}

func TestGitleaks(t *testing.T) {
	tr, root := translator(t, true)
	id := leaktest.Commit(1)
	report := `[
	{"RuleID":"github-pat","Secret":"raw1","File":"a.env","StartLine":3,"EndLine":3,"Commit":"` + strings.ToUpper(id) + `","Fingerprint":"x","Entropy":3.5,"Tags":[],"Link":"","Match":"k=raw1"},
	{"RuleID":"github-pat","Secret":"raw22","File":"` + filepath.ToSlash(root) + `/sub/b.env","StartLine":1,"Commit":""},
	{"RuleID":"github-pat","Secret":"REDACTED","File":"./c.env","StartLine":7,"EndLine":9,"Commit":"` + id + `"},
	{"RuleID":"jwt","Secret":"eyJ...","File":"win\\d.env","StartLine":2,"EndLine":2},
	{"RuleID":"jwt","Secret":"","File":"e.env"},
	{"RuleID":"no-such-rule","Secret":"raw1","File":"a"},
	{"Secret":"raw1","File":"a"},
	{"RuleID":"jwt","Secret":"REDACTED"},
	{"RuleID":"jwt","Secret":"REDACTED","File":"../../etc/passwd"},
	{"RuleID":"jwt","Secret":"REDACTED","File":"a","Commit":"HEAD"},
	{"RuleID":"jwt","Secret":"raw333","File":"/elsewhere/x"},
	null
	]`
	got, err := tr.Gitleaks("r.json", strings.NewReader("\ufeff"+report))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"secret/github-pat at c.env:7-9 " + id + " history",
		"secret/github-pat secret/github-pat|hash of xxxx a.env history",
		"secret/github-pat secret/github-pat|hash of xxxxx sub/b.env worktree",
		"secret/jwt at e.env:0-0  worktree",
		"secret/jwt at win/d.env:2-0  worktree",
		"secret/jwt secret/jwt|hash of xxxxxx  worktree",
	}
	if lines := tell(got.Entries); !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	reasons := []string{"it names no rule", unknown + "it names no file", unknown + "its commit is none", unknown + "its file is outside of the scanned tree", `there is no rule "secret/no-such-rule"`}
	if !slices.Equal(got.Reasons(), reasons) || got.Refused["it names no rule"] != 2 || got.Imported() != 6 || got.BySecret != 3 {
		t.Errorf("imported %d (%d by secret), refused %v", got.Imported(), got.BySecret, got.Refused)
	}
	var file bytes.Buffer
	if err := (&Baseline{Entries: got.Entries}).Write(&file); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), "raw") {
		t.Errorf("a raw secret is in %s", file.String())
	}
	if _, err := Parse("x", &file); err != nil {
		t.Errorf("what was written cannot be read: %v", err)
	}
}

func TestGitleaksWithoutKey(t *testing.T) {
	tr, _ := translator(t, false)
	got, err := tr.Gitleaks("r.json", strings.NewReader(`[{"RuleID":"jwt","Secret":"raw1","File":"a.env","StartLine":3}]`))
	if err != nil {
		t.Fatal(err)
	}
	if lines := tell(got.Entries); !slices.Equal(lines, []string{"secret/jwt at a.env:3-0  worktree"}) || got.ByPlace != 1 {
		t.Errorf("got %q", lines)
	}
}

// TestGitleaksWithSharedKey proves that no hash is made with a key that others have,
// unless they have the secret as well.
func TestGitleaksWithSharedKey(t *testing.T) {
	tr, _ := translator(t, true)
	tr.Shared = true
	got, err := tr.Gitleaks("r.json", strings.NewReader(`[{"RuleID":"jwt","Secret":"raw1","File":"a.env","StartLine":3},{"RuleID":"jwt","Secret":"raw1","File":"a.env","StartLine":3,"Commit":"`+leaktest.Commit(1)+`"},{"RuleID":"jwt","Secret":"raw1","File":"a.env","Commit":"x"}]`))
	if err != nil {
		t.Fatal(err)
	}
	if lines := tell(got.Entries); !slices.Equal(lines, []string{"secret/jwt at a.env:3-0  worktree", "secret/jwt secret/jwt|hash of xxxx a.env history"}) {
		t.Errorf("got %q", lines)
	}
}

// endless gives the same text for ever, after a beginning.
type endless struct{ head, text string }

func (e *endless) Read(p []byte) (int, error) {
	if e.head == "" {
		e.head = strings.Repeat(e.text, 1<<20/len(e.text))
	}
	n := copy(p, e.head)
	e.head = e.head[n:]
	return n, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestHostileReports(t *testing.T) {
	tr, _ := translator(t, true)
	for name, c := range map[string]struct {
		in   io.Reader
		want string
	}{
		"empty":            {strings.NewReader(""), "it is empty"},
		"blank":            {strings.NewReader(" \n"), "it is empty"},
		"not JSON":         {strings.NewReader("RuleID: x"), "not JSON"},
		"an object":        {strings.NewReader(`{"runs":[]}`), "want an array"},
		"a string":         {strings.NewReader(`"s3cret"`), "want an array"},
		"numbers":          {strings.NewReader(`[1234567]`), "finding 1: want an object, not a JSON number"},
		"arrays":           {strings.NewReader(`[{"RuleID":"jwt"},[]]`), "finding 2: want an object, not a JSON array"},
		"a rule of number": {strings.NewReader(`[{"RuleID":1234567}]`), "finding 1: RuleID may not be a JSON number"},
		"a line of text":   {strings.NewReader(`[{"StartLine":"s3cret"}]`), "finding 1: StartLine may not be a JSON string"},
		"half a line":      {strings.NewReader(`[{"StartLine":1.5}]`), "finding 1: StartLine may not be a JSON number"},
		"cut off":          {strings.NewReader(`[{"RuleID":"jwt","Secret":"s3cret`), "finding 1: the file ends before it does"},
		"no end":           {strings.NewReader(`[{"RuleID":"jwt"}`), "read gitleaks report r.json: "},
		"two reports":      {strings.NewReader(`[] []`), "something follows the array"},
		"deep":             {io.MultiReader(strings.NewReader(`[{"x":`), &endless{text: "["}), "finding 1: "},
		"deep objects":     {io.MultiReader(strings.NewReader(`[`), &endless{text: `{"x":`}), "finding 1: "},
		"many findings":    {io.MultiReader(strings.NewReader(`[{}`), &endless{text: `,{}`}), "more than 1000000 findings"},
		"a broken disk":    {io.MultiReader(strings.NewReader(`[{"RuleID":"jwt"},`), broken{}), "the disk is gone"},
		"broken at once":   {broken{}, "the disk is gone"},
	} {
		_, err := tr.Gitleaks("r.json", c.in)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "r.json") {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		} else if strings.Contains(err.Error(), "s3cret") || strings.Contains(err.Error(), "1234567") || strings.Contains(err.Error(), "gitleaksFinding") {
			t.Errorf("%s: the error quotes the report: %v", name, err)
		}
	}
}

func TestHugeReports(t *testing.T) {
	tr, _ := translator(t, true)
	for name, in := range map[string]io.Reader{
		"a string":   io.MultiReader(strings.NewReader(`[{"Secret":"`), &endless{text: "s3cret"}),
		"findings":   io.MultiReader(strings.NewReader(`[{}`), &endless{text: `,{"RuleID":"jwt","Match":"s3cret"}`}),
		"blanks":     &endless{text: " "},
		"at the end": io.MultiReader(strings.NewReader(`[]`), &endless{text: "\n"}),
	} {
		_, err := tr.gitleaks("r.json", in, 100_000)
		if err == nil || !strings.Contains(err.Error(), "r.json: larger than 100000 bytes") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReportAsBaseline(t *testing.T) {
	for text, want := range map[string]string{
		` [{"RuleID":"jwt","Secret":"s3cret"}]`: "import it with `launchlint baseline create --from-gitleaks r.json`",
		"\ufeff[]":                              "--from-gitleaks",
		`[{"RuleID":"jwt","Sec`:                 "--from-gitleaks",
		`[{"id":1}]`:                            "neither a baseline nor a report of gitleaks",
	} {
		if _, err := Parse("r.json", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
