package names_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/names"
)

const mailmap = `# a comment
 # not a comment: <x@example.com> <y@example.com>
Proper Ada <ada@old.example.com>
<bo@example.com> <BO@old.example.com>
Cy Proper <cy@example.com> <cy@old.example.com>
Di Proper <di@example.com> Dee <shared@example.com>
Ed Proper <ed@example.com> eddie <shared@example.com>
Everyone Else <rest@example.com> <shared@example.com>
no address here
<> <empty@example.com>
Empty Second <second@example.com> <>
Twice <twice@example.com> <t@example.com>
Later <t@example.com>
  Spaced   Out  	<sp@example.com>   <sp@old.example.com>  
Unclosed <un@example.com
`

// TestMailmap compares with git's own reading.
func TestMailmap(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".mailmap"), []byte(mailmap), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(stdin string, args ...string) string {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Stdin = strings.NewReader(stdin)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1"}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("", "init", "-q")
	var people []names.Person
	for _, name := range []string{"Ada", "DEE", "dee", "Eddie", "Someone"} {
		for _, email := range []string{
			"ada@old.example.com", "ADA@OLD.example.com", "bo@old.example.com", "Cy@old.example.com", "shared@example.com", "SHARED@example.com",
			"y@example.com", "empty@example.com", "t@example.com", "sp@old.example.com", "un@example.com", "x@example.com", "other@example.com",
		} {
			people = append(people, names.Person{Name: name, Email: email})
		}
	}
	var stdin, got strings.Builder
	m := names.ParseMailmap([]byte(mailmap))
	for _, p := range people {
		stdin.WriteString(p.Name + " <" + p.Email + ">\n")
		p = m.Map(p)
		got.WriteString(p.Name + " <" + p.Email + ">\n")
	}
	want := strings.Split(run(stdin.String(), "check-mailmap", "--stdin"), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if line != want[i] {
			t.Errorf("%v is %q, git says %q", people[i], line, want[i])
		}
	}
	if p := (*names.Mailmap)(nil).Map(people[0]); p != people[0] {
		t.Errorf("no mailmap maps to %v", p)
	}
}

func FuzzMailmap(f *testing.F) {
	f.Add(mailmap, "Dee", "shared@example.com")
	f.Fuzz(func(t *testing.T, text, name, email string) {
		m := names.ParseMailmap([]byte(text))
		m.Map(names.Person{Name: name, Email: email})
	})
}
