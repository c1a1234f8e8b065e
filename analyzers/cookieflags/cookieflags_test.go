package cookieflags_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/cookieflags"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/rules/rulestest"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestFixtures(t *testing.T) {
	var paths []string
	for _, topic := range []string{
		"flags", "branches", "schemes", "settings", "roles", "deletion", "helpers", "prefixes",
		"gin", "ginchain", "frameworks", "headers", "gorilla", "gorillaoptions", "gorillatuned", "gorillahalf",
		"gincontrib", "gincontriboptions", "scsbare", "scsset", "csrf", "nosurfbare", "middlewares", "shared", "across", "support", "tagged",
	} {
		paths = append(paths, "cookieflags/"+topic)
	}
	analysistest.Run(t, testdata(t), cookieflags.Analyzer, paths...)
}

func TestConfiguration(t *testing.T) {
	inline := settings.Analyzer.Flags.Lookup("inline")
	before := inline.Value.String()
	t.Cleanup(func() {
		if err := inline.Value.Set(before); err != nil {
			t.Error(err)
		}
	})
	err := inline.Value.Set("version: 1\ncookies:\n  session-names: [acme_*]\n  preference-names: [session_layout]\n")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata(t), cookieflags.Analyzer, "cookieflags/configured")
}

func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), cookieflags.Analyzer, "cookieflags/fixes", "cookieflags/fixesall")
}

func TestPages(t *testing.T) { rulestest.Run(t, cookieflags.Analyzer) }
