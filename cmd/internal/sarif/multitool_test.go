package sarif

import (
	"fmt"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/sarif/sariftest"
	"github.com/launchlint/launchlint/scanners"
)

func TestMultitool(t *testing.T) {
	o := full
	o.IncludeSuppressed = false
	plain, all := write(t, Options{}, nasty, emitNasty), write(t, full, nasty, emitNasty)
	for name, text := range map[string][]byte{
		"empty":  write(t, Options{}, nil, func(scanners.Sink) {}),
		"plain":  plain,
		"full":   all,
		"merged": merge(t, "", write(t, o, nasty, emitNasty), all),
		"limits": write(t, Options{}, nasty, func(s scanners.Sink) {
			f := scanners.Finding{Rule: ruleCORS, Message: "many places", Location: scanners.Location{Path: "plain.go", StartLine: 1}}
			for i := range maxSteps + 1 {
				f.Related = append(f.Related, scanners.Related{Location: f.Location, Message: fmt.Sprint(i)})
				f.Flow = append(f.Flow, scanners.Step{Location: f.Location, Message: fmt.Sprint(i)})
			}
			s.Finding(f)
		}),
	} {
		for _, line := range sariftest.Multitool(t, text) {
			t.Errorf("%s: %s", name, line)
		}
	}
}

// TestMultitoolCanary makes sure that the Multitool is heard: it exits with 0 for
// files that GitHub rejects.
func TestMultitoolCanary(t *testing.T) {
	for rule, text := range map[string]string{
		"JSON0001":  `{"version":"2.1.0",`,
		"JSON1001":  `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":null}},"results":[]}]}`,
		"GH1015":    `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"r"}]}},"results":[{"ruleId":"r","message":{"text":"m"}}]}]}`,
		"SARIF2008": `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[]}},"results":[]}]}`,
	} {
		if got := strings.Join(sariftest.Multitool(t, []byte(text)), "\n"); !strings.Contains(got, rule) {
			t.Errorf("%s: the Multitool says %q, want %s", text, got, rule)
		}
	}
}
