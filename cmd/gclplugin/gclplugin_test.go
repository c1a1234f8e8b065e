package gclplugin_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/cmd/gclplugin"
)

// A map is what golangci-lint makes of its YAML.
type object = map[string]any

func TestSettings(t *testing.T) {
	t.Cleanup(func() { mustNew(t, nil) })
	file := filepath.Join(t.TempDir(), "launchlint.yaml")
	if err := os.WriteFile(file, []byte("version: 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		settings       any
		config, inline string
	}{
		{nil, "", ""},
		{object{"config": file}, file, ""},
		{object{"configuration": object{"version": 1}}, "", `{"version":1}`},
		{object{}, "", ""},
	} {
		mustNew(t, c.settings)
		flags := &settings.Analyzer.Flags
		if config, inline := flags.Lookup("config").Value.String(), flags.Lookup("inline").Value.String(); config != c.config || inline != c.inline {
			t.Errorf("%v: config %q and inline %q, want %q and %q", c.settings, config, inline, c.config, c.inline)
		}
	}
}

func TestBadSettings(t *testing.T) {
	for part, s := range map[string]any{
		"unknown field":                   object{"confg": "launchlint.yaml"},
		"no such file":                    object{"config": filepath.Join(t.TempDir(), "launchlint.yaml")},
		"give one of them":                object{"config": "launchlint.yaml", "configuration": object{"version": 1}},
		"cookies":                         object{"configuration": object{"version": 1, "cokies": object{}}},
		"read the settings of launchlint": object{"configuration": 7},
	} {
		if _, err := gclplugin.New(s); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v: %v, want something about %q", s, err, part)
		}
	}
}

// TestPlugin takes the plugin from the registry, as golangci-lint does.
func TestPlugin(t *testing.T) {
	p := mustNew(t, nil)
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", mode)
	}
	list, err := p.BuildAnalyzers()
	if err != nil || len(list) != len(analyzers.Suite) {
		t.Errorf("%d analyzers, %v; want %d", len(list), err, len(analyzers.Suite))
	}
}

func mustNew(t *testing.T, s any) register.LinterPlugin {
	t.Helper()
	newPlugin, err := register.GetPlugin("launchlint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
