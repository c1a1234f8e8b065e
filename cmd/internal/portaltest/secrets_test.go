package portaltest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestNoSecrets keeps text that looks like a secret out of the portal, its tests
// and its deployment files included, whether or not a comment would allow it.
func TestNoSecrets(t *testing.T) {
	for name, opts := range map[string]secrets.Options{
		"ours":        {NoAllowComments: true},
		"as gitleaks": {NoAllowComments: true, AsLoaded: true},
	} {
		t.Run(name, func(t *testing.T) {
			detector, err := secrets.New(opts)
			if err != nil {
				t.Fatal(err)
			}
			err = fs.WalkDir(os.DirFS(portalDir), ".", func(name string, d fs.DirEntry, err error) error {
				if err != nil || !d.Type().IsRegular() {
					return err
				}
				data, err := os.ReadFile(filepath.Join(portalDir, filepath.FromSlash(name)))
				if err != nil {
					return err
				}
				_, err = detector.Detect(t.Context(), secrets.Fragment{Path: name, Data: data}, func(m secrets.Match) {
					t.Errorf("%s:%d: %s", name, m.StartLine, m.Rule.ID)
				})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
