package history

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// token returns a secret that the default rules know, another one for each number.
func token(n int) string {
	const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	out := []byte("gh" + "p_")
	for state := uint32(n)*2654435761 + 12345; len(out) < 40; state = state*1664525 + 1013904223 {
		out = append(out, letters[(state>>16)%62])
	}
	return string(out)
}

func defaultDetector(t testing.TB) *secrets.Detector {
	t.Helper()
	d, err := secrets.New(secrets.Options{Key: demoKey, DecodeDepth: 5})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// same holds a scan with a cache to one without, in all but what is said of the cache
// itself. It returns how many blobs the former did not look at.
func same(t *testing.T, what string, target scanners.Target, o Options) (cached int) {
	t.Helper()
	plain := o
	plain.Cache = ""
	return compare(t, what, scanTarget(t, target, o), scanTarget(t, target, plain))
}

// compare does it for what came of them.
func compare(t *testing.T, what string, got, want *recorder) (cached int) {
	t.Helper()
	got.notices = slices.DeleteFunc(got.notices, func(n scanners.Notice) bool {
		if n.ID == "cached" {
			if _, err := fmt.Sscanf(n.Message, "what an earlier scan with the same rules has found in %d blob", &cached); err != nil {
				t.Errorf("%s: %q tells no number", what, n.Message)
			}
		}
		return n.ID == "cached"
	})
	for _, r := range []*recorder{got, want} {
		sortFindings(r.findings)
		slices.SortFunc(r.notices, func(a, b scanners.Notice) int {
			return strings.Compare(fmt.Sprint(a.ID, a.Location, a.Message), fmt.Sprint(b.ID, b.Location, b.Message))
		})
	}
	if !reflect.DeepEqual(got.findings, want.findings) {
		t.Errorf("%s: findings differ:\n%s\nwithout a cache:\n%s", what, list(got.findings), list(want.findings))
	}
	if got, want := fmt.Sprintf("%+v", got.notices), fmt.Sprintf("%+v", want.notices); got != want {
		t.Errorf("%s: notices differ: %s\nwithout a cache: %s", what, got, want)
	}
	if !reflect.DeepEqual(got.counts, want.counts) {
		t.Errorf("%s: counted %v, without a cache %v", what, got.counts, want.counts)
	}
	if !reflect.DeepEqual(got.raw, want.raw) {
		t.Errorf("%s: concealed %v, without a cache %v", what, got.raw, want.raw)
	}
	return cached
}

func list(findings []scanners.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %+v %+v\n", f.Rule.ID, f.Message, f.Location, f.Suppression)
	}
	return b.String()
}

func at(dir string) scanners.Target { return scanners.Target{Root: dir, Dir: dir} }

// TestCache scans a repository again and again while it grows.
func TestCache(t *testing.T) {
	repo := script.New(t)
	cache := t.TempDir()
	detector := defaultDetector(t)
	variants := map[string]Options{
		"all": {}, "with reflogs": {Reflog: true, Unreachable: true}, "a range": {Range: "HEAD~1.."}, "other limits": {MaxBlob: 100, SizeAsked: true},
	}
	step := func(what string) {
		t.Helper()
		for name, o := range variants {
			o.Detector, o.Cache = detector, cache
			if o.Range != "" && what == "first" {
				continue
			}
			for _, run := range []string{"once", "again"} {
				same(t, what+", "+name+", "+run, at(repo.Dir), o)
			}
		}
		narrow := scanners.Target{Root: repo.Dir, Dir: filepath.Join(repo.Dir, "sub")}
		same(t, what+", narrow", narrow, Options{Detector: detector, Cache: cache, Narrow: true})
		if cached := same(t, what+", in the end", at(repo.Dir), Options{Detector: detector, Cache: cache}); cached == 0 {
			t.Errorf("%s: nothing came from the cache", what)
		}
	}
	wide := new(bytes.Buffer)
	for _, u := range utf16.Encode([]rune("\ufeffkey = " + token(9) + "\n")) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	repo.Commit(map[string]string{
		"a":             "key = " + token(1) + "\n",
		"b.go":          "package b // " + token(2) + " launchlint:ignore\n",
		"sub/c":         base64.StdEncoding.EncodeToString([]byte("the key is "+token(3)+" or so")) + "\n",
		"sub/d":         base64.StdEncoding.EncodeToString([]byte("a key is "+token(3))) + "\n",
		"e":             "\"" + token(1) + "\"\n",
		"f":             "x = " + token(4) + " # launchlint:ignore secret/github-pat it was " + token(5) + "\n",
		"g.png":         token(6) + "\n",
		"h.zip":         zipOf(t, "in/x", token(7)+"\n"),
		"wide":          wide.String(),
		"lfs":           "version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("0123456789abcdef", 4) + "\nsize 12345\n",
		"n/" + token(8): "nothing\n",
		"large":         strings.Repeat("nothing in here\n", 100) + token(10) + "\n",
	})
	step("first")

	repo.Commit(map[string]string{"copied.txt": token(6) + "\n", "a": "other\n", "sub/x": token(1) + "\n"})
	step("a path of another class")

	repo.Git("checkout", "-q", "-b", "side", "HEAD~1")
	repo.Commit(map[string]string{"side/" + token(1): "x\n", "i": hex.EncodeToString([]byte(token(1))) + "\n"})
	repo.Git("commit", "-q", "--allow-empty", "-m", "It was "+token(1))
	repo.Git("-c", "user.name="+token(11), "commit", "-q", "--allow-empty", "-m", "x", "--author", token(12)+" <a@example.com>")
	repo.Git("tag", "-a", "-m", "take "+token(13), "v1")
	repo.Git("tag", "-a", "-m", "take it", "v2", "v1")
	repo.Git("notes", "add", "-m", token(14))
	step("a branch, a tag and a note")

	repo.Git("checkout", "-q", "main")
	repo.Git("merge", "-q", "-m", "Merge", "side")
	repo.Git("gc", "-q", "--prune=now")
	step("merged and packed")

	repo.Git("reset", "-q", "--hard", "HEAD~1")
	repo.Git("commit", "-q", "--amend", "--allow-empty", "-m", "Amended "+token(15))
	repo.Git("branch", "-q", "-D", "side")
	repo.Git("update-ref", "refs/heads/"+token(16), "HEAD")
	step("rewritten")

	repo.Git("mv", "g.png", "g.txt")
	repo.Commit(map[string]string{"f": ""})
	step("moved to another class")

	var raw []string
	for n := range 20 {
		raw = append(raw, token(n))
	}
	nothingRaw(t, cache, raw)
}

// nothingRaw fails when a cache file holds a secret, in whichever encoding.
func nothingRaw(t *testing.T, cache string, raw []string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(cache, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		files++
		data, err := os.ReadFile(path)
		for _, secret := range raw {
			forms := []string{secret, strings.Join(strings.Split(secret, ""), "\x00"), hex.EncodeToString([]byte(secret))}
			for lead := range 3 {
				padded := append(make([]byte, lead), secret...)
				forms = append(forms, base64.RawStdEncoding.EncodeToString(padded)[(lead*8+5)/6:len(padded)*8/6])
			}
			for _, form := range forms {
				if bytes.Contains(data, []byte(form)) {
					t.Errorf("%s holds %q", path, form)
				}
			}
		}
		return err
	})
	if err != nil || files < 2 {
		t.Errorf("%d cache files, %v", files, err)
	}
}
