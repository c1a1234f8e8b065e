package github

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/leaktext/leaktest"
	"github.com/launchlint/launchlint/scanners"
)

func TestHistoryAnnotations(t *testing.T) {
	got := write(t, nil, func(s scanners.Sink) {
		for _, f := range leaktest.Findings() {
			f.Rule = rule
			s.Finding(f)
		}
	})
	for _, want := range []string{
		"::error file=api/keys.go,title=launchlint%3A fake/broken::demo token tk03… (20 characters) is in the history from 2024-01-02 to 2024-01-19: revoke it if that was not done, then rewrite history if it is shared further" +
			"%0Aremoved, but in the history; introduced 9 times%0A2024-01-02 introduced again in api/keys.go:7 by Ann (commit c0ffee000002)%0A2024-01-03 removed from api/keys.go:7 by Ann (commit c0ffee000003)" +
			"%0A... 14 more%0A2024-01-18 introduced again in api/keys.go:7 by Ann (commit c0ffee000012)%0A2024-01-19 removed from api/keys.go:7 by Ann (commit c0ffee000013)\n",
		"::error title=launchlint%3A fake/broken::demo token tk04… (20 characters) is in the message of a commit or tag",
		`still on release/1\x1b]0;x\x07`,
		"config/app.env,line=3,col=7,endColumn=26",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		if !command.MatchString(line) {
			t.Errorf("not one of our commands: %q", line)
		}
	}
}
