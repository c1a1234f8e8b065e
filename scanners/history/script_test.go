package history

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// hashOf is the identity of a secret under the key of these tests.
func hashOf(secret string) string {
	h := hmac.New(sha256.New, demoKey)
	h.Write([]byte(secret))
	return hex.EncodeToString(h.Sum(nil))
}

// TestScripts scans the repository of each script as it lies on the disk. Package
// leaks holds every detail of the reports; this holds the way from the files of a
// repository to its findings.
func TestScripts(t *testing.T) {
	for _, file := range script.Files(t, "../..") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			repo := script.Build(t, file)
			ignore, malformed := secrets.ParseIgnore([]byte(repo.Ignore))
			if len(malformed) > 0 {
				t.Fatalf("ignore file: %+v", malformed)
			}
			o := Options{Reflog: true, Ignore: ignore}
			want := wanted(t, repo.Want)
			for _, packed := range []string{"loose", "packed"} {
				if packed == "packed" {
					repo.Git("repack", "-adfq")
				}
				if got := found(t, scan(t, repo.Dir, o), repo.Want); !slices.Equal(got, want) {
					t.Errorf("%s: got\n%s\nwant\n%s", packed, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// wanted takes what can be told from a finding out of the lines of a script.
func wanted(t *testing.T, lines []string) []string {
	var out []string
	for _, line := range lines {
		words := strings.Fields(line)
		if words[0] == "offender" {
			out = append(out, "offender/"+words[1])
			continue
		}
		word := fmt.Sprintf("%s %s", words[1], words[2])
		for _, w := range words {
			switch {
			case strings.HasPrefix(w, "introduced=") && w != "introduced=0": // a message introduces nothing
				word += " " + w
			case strings.HasPrefix(w, "allowed="):
				word += " allowed"
			}
		}
		out = append(out, word)
	}
	slices.Sort(out)
	return out
}

// found writes findings as wanted does the lines of a script.
func found(t *testing.T, r *recorder, lines []string) []string {
	names := make(map[string]string)
	for _, line := range lines {
		if words := strings.Fields(line); words[0] == "leak" {
			names[hashOf(words[1])] = words[1]
		}
	}
	var out []string
	for _, f := range r.findings {
		if f.Rule.ID != demoRule {
			out = append(out, f.Rule.ID)
			continue
		}
		h := f.Provenance.History
		word := fmt.Sprintf("%s %s", names[f.Secret.Hash], h.State)
		if h.State != "message" {
			word += fmt.Sprintf(" introduced=%d", h.Introduced)
		}
		if f.Suppression != nil {
			word += " allowed"
		}
		out = append(out, word)
	}
	slices.Sort(out)
	for _, n := range r.notices {
		if n.Incomplete {
			t.Errorf("incomplete: %s", n.Message)
		}
	}
	return out
}
