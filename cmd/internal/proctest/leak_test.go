package proctest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestNothingLeaks plants secrets in files, in every encoding that is looked into,
// and in names and messages, and looks for them in everything that is written.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	repo := newRepository(t)
	values := repo.plant()
	outputs := make(map[string][]byte)
	home := t.TempDir()
	for _, format := range []string{"text", "sarif", "json", "markdown", "github"} {
		for _, more := range [][]string{nil, {"--reflog", "--unreachable"}, {"--include-suppressed", "--color", "always"}, {"--worktree"}} {
			report := filepath.Join(t.TempDir(), "report")
			args := append([]string{"secrets", "--history", "--format", format + ":" + report, "--format", map[bool]string{true: "json", false: "text"}[format == "text"]}, more...)
			r := launch(t, repo.dir, environment(home), args...)
			if r.code != 1 {
				t.Errorf("%v: exit code %d, want 1\n%s", args, r.code, r.stderr)
			}
			text, err := os.ReadFile(report)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.Join(args[6:], " ") + " " + format
			outputs[name], outputs[name+", standard output"], outputs[name+", standard error"] = text, r.stdout, r.stderr
		}
	}
	// What is said when something goes wrong, too.
	outputs["a ref that is not there"] = launch(t, repo.dir, environment(home), "secrets", "--history", "--range", values[0]+".."+values[1]+"x").stdout
	kept, err := filepath.Glob(filepath.Join(home, "cache", "launchlint", "history", "*", "*"))
	if err != nil || len(kept) == 0 {
		t.Errorf("no cache is there: %v", err)
	}
	for _, file := range kept {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		outputs["cache "+filepath.Base(file)] = text
	}
	for name, text := range outputs {
		for _, value := range values {
			for how, form := range forms(value) {
				if bytes.Contains(text, form) {
					t.Errorf("%s: a value leaks (%s)", name, how)
				}
			}
		}
	}
	if text := outputs["--include-suppressed --color always json"]; len(values) < 10 || bytes.Count(text, []byte(`"secret/github-pat"`)) < len(values) {
		t.Errorf("%d values, and fewer are found: the test does not look at what it should:\n%.2000s", len(values), text)
	}
}

// plant commits secrets all over the place and returns them.
func (r *repository) plant() (values []string) {
	value := func() string {
		v := token(fmt.Sprintf("leak %d", len(values)))
		values = append(values, v)
		return v
	}
	wide := func(order binary.AppendByteOrder, text string) string {
		b := order.AppendUint16(nil, 0xfeff)
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	path, author, email, message, branch, tag, link := value(), value(), value(), value(), value(), value(), value()
	both := value() // in a file, its path, and the message of its commit
	files := map[string]string{
		"plain.txt":                        "token = \"" + value() + "\"\n",
		"dir/" + path + "/file":            "text\n",
		both + ".txt":                      "token = \"" + both + "\"\n",
		"base64.txt":                       "data: " + base64.StdEncoding.EncodeToString([]byte("token = "+value()+" and more")) + "\n",
		"percent.txt":                      "q=" + url.QueryEscape("token=\""+value()+"\"") + "\n",
		"le.txt":                           wide(binary.LittleEndian, "token = \""+value()+"\"\n"),
		"be.txt":                           wide(binary.BigEndian, "token = \""+value()+"\"\n"),
		"ignored.txt":                      "token = \"" + value() + "\" # gitleaks:allow\n",
		"config.json":                      `{"url": "https://user:` + value() + `@example.org/x"}` + "\n",
		"\x1b]0;" + value() + "\x07/f.txt": "text\n",
	}
	var s stream
	add := func(branch, who, message string, names ...string) {
		s.commits++
		fmt.Fprintf(&s, "commit refs/heads/%s\nauthor %s %d +0000\ncommitter Ada <ada@example.org> %d +0000\ndata %d\n%s\n", branch, who, 1_700_000_000+s.commits, 1_700_000_000+s.commits, len(message), message)
		for _, name := range names {
			fmt.Fprintf(&s, "M 100644 inline %s\ndata %d\n%s\n", quoted(name), len(files[name]), files[name])
		}
	}
	for name := range files {
		add("main", "Ada <ada@example.org>", "Add "+both+"\n", name)
	}
	add("main", author+" <"+email+"@example.org>", "Say "+message+"\n")
	fmt.Fprintf(&s, "M 120000 inline link\ndata %d\n%s\n", len("/x?token="+link), "/x?token="+link)
	add(branch, "Ada <ada@example.org>", "On a branch\n", "plain.txt")
	fmt.Fprintf(&s, "tag v-%s\nfrom refs/heads/main\ntagger Ada <ada@example.org> 1700000000 +0000\ndata 5\nText\n", tag)
	r.git(s.String(), "fast-import", "--quiet")
	r.git("", "config", "remote.origin.url", "https://user:"+value()+"@example.org/repo.git")
	return values
}

// quoted returns a path as fast-import takes any.
func quoted(path string) string {
	var b strings.Builder
	for i := range len(path) {
		fmt.Fprintf(&b, "\\%03o", path[i])
	}
	return `"` + b.String() + `"`
}

// forms are the ways in which a value may stand in an output.
func forms(value string) map[string][]byte {
	text, _ := json.Marshal(value)
	out := map[string][]byte{
		"as it is": []byte(value), "without its prefix": []byte(value[4:]), "its end": []byte(value[len(value)-12:]), "its middle": []byte(value[8:24]),
		"JSON": bytes.Trim(text, `"`), "percent": []byte(url.QueryEscape(value)), "HTML": []byte(html.EscapeString(value)), "hexadecimal": []byte(hex.EncodeToString([]byte(value))),
	}
	var wide []byte
	for i := range len(value) {
		wide = append(wide, value[i], 0)
	}
	out["UTF-16"] = wide
	for shift := range 3 {
		// Whatever stands before: of the digits only those count that it does not decide.
		code := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + value))
		out[fmt.Sprintf("base64, shifted by %d", shift)] = []byte(code[4 : len(code)-4])
	}
	return out
}

// TestLeaksAreSeen makes sure that the search would find what it looks for.
func TestLeaksAreSeen(t *testing.T) {
	value := token("seen")
	for _, text := range []string{
		"a " + value + " b", "…" + value[4:], "[" + value[len(value)-12:], "data: " + base64.StdEncoding.EncodeToString([]byte("token = "+value+" and more")),
		base64.StdEncoding.EncodeToString([]byte(value)), base64.URLEncoding.EncodeToString([]byte("u:" + value + "@host")), base64.StdEncoding.EncodeToString([]byte("a" + value)),
		hex.EncodeToString([]byte(value)), strings.Join(strings.Split(value, ""), "\x00") + "\x00",
	} {
		seen := false
		for _, form := range forms(value) {
			seen = seen || strings.Contains(text, string(form))
		}
		if !seen {
			t.Errorf("the value is not seen in %q", text)
		}
	}
}
