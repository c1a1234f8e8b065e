package gitdir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHead(t *testing.T) {
	id, old := strings.Repeat("ab", 20), strings.Repeat("cd", 20)
	for _, c := range []struct {
		name  string
		files map[string]string
		want  Head
	}{
		{"loose ref wins", map[string]string{
			"HEAD": "ref: refs/heads/main\n", "refs/heads/main": id + "\n", "packed-refs": old + " refs/heads/main\n",
			"config": "[remote \"origin\"]\n\turl = https://example.com/a.git\n",
		}, Head{"main", id, "https://example.com/a.git"}},
		{"packed ref", map[string]string{"HEAD": "ref: refs/heads/a/b\n", "packed-refs": "# pack-refs\n" + id + " refs/heads/a/b\n^" + old + "\n"}, Head{Branch: "a/b", Revision: id}},
		{"detached", map[string]string{"HEAD": id + "\n"}, Head{Revision: id}},
		{"unborn", map[string]string{"HEAD": "ref: refs/heads/main\n"}, Head{Branch: "main"}},
		{"garbage", map[string]string{"HEAD": "ref: refs/heads/main\n", "refs/heads/main": "not an id\n"}, Head{Branch: "main"}},
		{"escape", map[string]string{"HEAD": "ref: ../../outside\n"}, Head{Branch: "../../outside"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range c.files {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got := (&Repo{Dir: dir, Common: dir}).Head(); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
