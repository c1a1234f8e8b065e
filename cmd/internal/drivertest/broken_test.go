package drivertest

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBroken damages every fixture, as code is damaged while it is written, and
// wants every analyzer to look at what is left of it. The standalone driver alone
// analyses packages that do not type-check; what has no type it cuts out, so that
// the SSA form of the rest can be built.
func TestBroken(t *testing.T) {
	tr := newTree(t)
	type file struct{ name, content string }
	var whole []file
	for _, pattern := range tr.patterns {
		tr.eachFile(t, strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/..."), func(name, content string) { whole = append(whole, file{name, content}) })
	}
	random := rand.New(rand.NewPCG(7, 7))
	for range 3 {
		for _, f := range whole {
			tr.write(t, f.name, damage(random, f.content))
		}
		cmd := exec.Command(program, "code", "--allow-errors", "--no-repo-config", "--fail-on", "never", "--format", "json", tr.dir)
		cmd.Dir, cmd.Env = tr.dir, environ()
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
		}
		var report struct {
			Notices []struct{ ID, Message string }
		}
		if err := json.Unmarshal(out, &report); err != nil {
			t.Fatal(err)
		}
		broken := false
		for _, n := range report.Notices {
			broken = broken || n.ID == "package-errors"
			if n.ID == "analyzer-fault" {
				t.Errorf("%s; the damaged files are in %s", n.Message, tr.keep(t))
			}
		}
		if !broken {
			t.Error("every package type-checks: nothing was tried")
		}
	}
}

// damage changes one line of a file.
func damage(random *rand.Rand, content string) string {
	lines := strings.Split(content, "\n")
	i := random.IntN(len(lines))
	words := strings.Fields(lines[i])
	switch random.IntN(5) {
	case 0:
		lines[i] = ""
	case 1:
		lines[i] = strings.Replace(lines[i], "(", "", 1)
	case 2:
		if len(words) > 0 {
			lines[i] = strings.Replace(lines[i], words[random.IntN(len(words))], "undefined", 1)
		}
	case 3:
		lines[i] += "\nmissing.Call(x, func() { y := 1 })"
	case 4:
		lines[i] = strings.Replace(lines[i], `"`, "", 1)
	}
	return strings.Join(lines, "\n")
}

// keep copies the tree to where it outlives the test.
func (tr *tree) keep(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "drivertest-broken")
	if err == nil {
		dir = filepath.Join(dir, "tree")
		err = os.CopyFS(dir, os.DirFS(tr.dir))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
