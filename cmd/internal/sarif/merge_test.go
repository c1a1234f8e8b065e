package sarif

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

func merge(t testing.TB, category string, texts ...[]byte) []byte {
	t.Helper()
	var reports []Report
	for i, text := range texts {
		reports = append(reports, Report{fmt.Sprintf("%c.sarif", 'a'+i), text})
	}
	out, err := Merge(reports, category)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checker(t).Check("merged", out) {
		t.Errorf("merged: %s", f)
	}
	return out
}

// shard writes the findings of a rule at the given lines of a.go.
func shard(t testing.TB, o Options, rule *rules.Rule, lines ...int) []byte {
	return write(t, o, map[string]string{"a.go": strings.Repeat("line\n", 20)}, func(s scanners.Sink) {
		for _, line := range lines {
			s.Finding(scanners.Finding{Rule: rule, Message: fmt.Sprint("line ", line), Location: scanners.Location{Path: "a.go", StartLine: line, StartColumn: 1, EndLine: line, EndColumn: 5}})
		}
		s.Scanned("files", len(lines))
	})
}

func places(t testing.TB, text []byte) string {
	t.Helper()
	run := parse(t, text)
	var out []string
	for _, r := range list(at(t, run, "results")) {
		rule := at(t, run, "tool", "driver", "rules", int(at(t, r, "ruleIndex").(float64)), "id")
		if rule != at(t, r, "ruleId") {
			t.Errorf("a result of %v points to the rule %v", at(t, r, "ruleId"), rule)
		}
		out = append(out, fmt.Sprint(rule, ":", at(t, r, "locations", 0, "physicalLocation", "region", "startLine")))
	}
	return strings.Join(out, " ")
}

func TestMerge(t *testing.T) {
	a := shard(t, Options{}, ruleCORS, 3, 5)
	b := shard(t, Options{}, ruleStyle, 1, 3)
	c := shard(t, Options{}, ruleCORS, 5, 7)
	all := merge(t, "", a, b, c)
	if got, want := places(t, all), "style:1 corsorigin/reflected:3 style:3 corsorigin/reflected:5 corsorigin/reflected:7"; got != want {
		t.Errorf("results:\n got %s\nwant %s", got, want)
	}
	for name, other := range map[string][]byte{
		"another order": merge(t, "", c, b, a),
		"one twice":     merge(t, "", a, c, a, b),
		"in two steps":  merge(t, "", merge(t, "", c, a), b),
	} {
		if !bytes.Equal(all, other) {
			t.Errorf("%s: %s\nand %s", name, all, other)
		}
	}
	run := parse(t, all)
	if got, want := show(at(t, run, "properties")), `{"active":5,"baselined":0,"complete":true,"hiddenByRepository":0,"scanned":{"files":6},"suppressed":0}`; got != want {
		t.Errorf("properties:\n got %s\nwant %s", got, want)
	}
	if got := at(t, run, "invocations", 0, "exitCode"); got != 1.0 {
		t.Errorf("exit code %v, want 1", got)
	}
	if got, want := places(t, merge(t, "", a)), places(t, a); got != want {
		t.Errorf("one report: got %s, want %s", got, want)
	}
}

func TestMergeNastyReports(t *testing.T) {
	o := full
	o.IncludeSuppressed = false
	with, without := write(t, full, nasty, emitNasty), write(t, o, nasty, emitNasty)
	all := merge(t, "", without, with)
	if !bytes.Equal(all, merge(t, "", with, without)) {
		t.Error("the order counts")
	}
	if got, want := len(list(at(t, parse(t, all), "results"))), len(list(at(t, parse(t, with), "results"))); got != want {
		t.Errorf("%d results, want %d", got, want)
	}
	for _, r := range list(at(t, parse(t, all), "results")) {
		if at(t, r, "suppressions") == nil {
			t.Errorf("without suppressions, which others have: %s", show(r))
		}
	}
	if at(t, parse(t, all), "invocations", 0, "executionSuccessful") != false {
		t.Error("a merge with an incomplete report is complete")
	}
}

func TestMergeKeepsTheActive(t *testing.T) {
	emit := func(s *scanners.Suppression) func(scanners.Sink) {
		return func(sink scanners.Sink) {
			sink.Finding(scanners.Finding{Rule: ruleStyle, Location: scanners.Location{Path: "a.go", StartLine: 1}, Suppression: s})
		}
	}
	o := Options{IncludeSuppressed: true}
	run := parse(t, merge(t, "", write(t, o, nil, emit(&scanners.Suppression{Kind: "config"})), write(t, o, nil, emit(nil))))
	if got := show(at(t, run, "results", 0, "suppressions")); len(list(at(t, run, "results"))) != 1 || got != "[]" {
		t.Errorf("results %s", show(at(t, run, "results")))
	}
}

func TestMergeNotices(t *testing.T) {
	emit := func(id string, incomplete bool) func(scanners.Sink) {
		return func(s scanners.Sink) { s.Notice(scanners.Notice{ID: id, Message: "m", Incomplete: incomplete}) }
	}
	run := parse(t, merge(t, "", write(t, Options{}, nil, emit("z", true)), write(t, Options{}, nil, emit("a", false)), write(t, Options{}, nil, emit("a", false))))
	var ids []string
	for _, n := range list(at(t, run, "invocations", 0, "toolExecutionNotifications")) {
		ids = append(ids, fmt.Sprint(at(t, run, "tool", "driver", "notifications", int(at(t, n, "descriptor", "index").(float64)), "id")))
	}
	if got := strings.Join(ids, " "); got != "a z" || at(t, run, "invocations", 0, "exitCode") != 3.0 || at(t, run, "properties", "complete") != false {
		t.Errorf("notifications %q in %s", got, show(at(t, run, "invocations")))
	}
}

func TestMergeRulesThatDiffer(t *testing.T) {
	one := shard(t, Options{}, ruleStyle, 1)
	two := bytes.ReplaceAll(shard(t, Options{}, ruleStyle, 2), []byte("A rule that is not"), []byte("A rule which is not"))
	all := merge(t, "", one, two)
	if !bytes.Equal(all, merge(t, "", two, one)) {
		t.Error("the order counts")
	}
	if got := show(at(t, parse(t, all), "invocations", 0, "toolExecutionNotifications")); !strings.Contains(got, "one description is kept: style") {
		t.Errorf("notifications %s", got)
	}
}

func TestMergeRefuses(t *testing.T) {
	a := shard(t, Options{Version: "1.0.0"}, ruleStyle, 1)
	vc := func(revision string) *VersionControl {
		return &VersionControl{Remote: "https://h/r", Revision: revision}
	}
	for _, c := range []struct {
		name, want string
		texts      [][]byte
	}{
		{"nothing", "hold no run", nil},
		{"not JSON", "merge a.sarif: not JSON", [][]byte{[]byte("x")}},
		{"not SARIF", "merge a.sarif: not valid SARIF 2.1.0", [][]byte{[]byte("{}")}},
		{"another tool", `merge a.sarif: it is a report of "x"; only reports of launchlint`, [][]byte{[]byte(`{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}}]}`)}},
		{"versions", `"a.sarif" is by launchlint "1.0.0" and "b.sarif" "1.1.0"; scan all shards with one version`, [][]byte{a, shard(t, Options{Version: "1.1.0"}, ruleStyle, 1)}},
		{"categories", `give the result one with --category`, [][]byte{a, shard(t, Options{Version: "1.0.0", Category: "x"}, ruleStyle, 1)}},
		{"commits", `"a.sarif" is of commit "aa" and "b.sarif" of "bb"; scan all shards on one commit`, [][]byte{shard(t, Options{VersionControl: vc("aa")}, ruleStyle, 1), shard(t, Options{VersionControl: vc("bb")}, ruleStyle, 1)}},
		{"no rule", `a result of the rule "gone"`, [][]byte{bytes.ReplaceAll(a, []byte(`"ruleId": "style"`), []byte(`"ruleId": "gone"`))}},
		{"a property that the model lacks", "changed since launchlint wrote it", [][]byte{bytes.Replace(a, []byte(`"id": "style",`), []byte(`"id": "style", "guid": "00000000-0000-1000-8000-000000000000",`), 1)}},
		{"an added time", "properties that would be lost", [][]byte{bytes.Replace(a, []byte(`"exitCode"`), []byte(`"startTimeUtc": "2026-01-01T00:00:00Z", "exitCode"`), 1)}},
		{"an added property", "changed since launchlint wrote it", [][]byte{bytes.Replace(a, []byte(`"columnKind"`), []byte(`"addresses": [{"absoluteAddress": 1, "kind": "x", "name": "y"}], "columnKind"`), 1)}},
	} {
		var reports []Report
		for i, text := range c.texts {
			reports = append(reports, Report{fmt.Sprintf("%c.sarif", 'a'+i), text})
		}
		if out, err := Merge(reports, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %d bytes, error %v; want %q", c.name, len(out), err, c.want)
		}
	}
	if got := show(at(t, parse(t, merge(t, "new", a, shard(t, Options{Version: "1.0.0", Category: "x"}, ruleStyle, 1))), "automationDetails")); got != `{"id":"new/"}` {
		t.Errorf("with --category: %s", got)
	}
}

func TestMergeLimits(t *testing.T) {
	many := func(rule *rules.Rule, from, n int) []byte {
		return write(t, Options{}, nil, func(s scanners.Sink) {
			for i := range n {
				s.Finding(scanners.Finding{Rule: rule, Location: scanners.Location{Path: "a.go", StartLine: from + i}})
			}
		})
	}
	run := parse(t, merge(t, "", many(ruleStyle, 1, 20_000), many(ruleCORS, 30_000, 10_000)))
	errors := 0
	for _, r := range list(at(t, run, "results")) {
		if at(t, r, "level") == "error" {
			errors++
		}
	}
	if said := show(at(t, run, "invocations")); errors != 10_000 || len(list(at(t, run, "results"))) != maxResults || !strings.Contains(said, "5000 of the least severe results") {
		t.Errorf("%d errors among %d results; invocation %s", errors, len(list(at(t, run, "results"))), said)
	}
}
