package vettool_test

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/vettool"
)

func TestAsked(t *testing.T) {
	for line, want := range map[string]bool{
		"-V=full":                               true,
		"-flags":                                true,
		"/tmp/go-build1/b001/vet.cfg":           true,
		"-settings.config=a.yaml -json vet.cfg": true,

		"":                       false,
		"version":                false,
		"--help":                 false,
		"-V=full check":          false,
		"secrets vet.cfg":        false,
		"code --config app.cfg":  false,
		"check --flags":          false,
		"code -flags vet.cfg":    false,
		"-flags -V=full":         false,
		"sarif validate odd.cfg": false,
	} {
		if got := vettool.Asked(strings.Fields(line)); got != want {
			t.Errorf("launchlint %s: asked is %v, want %v", line, got, want)
		}
	}
}
