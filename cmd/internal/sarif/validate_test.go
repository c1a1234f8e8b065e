package sarif

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
)

func checker(t testing.TB) *Checker {
	t.Helper()
	c, err := NewChecker()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSchemaIsUnmodified(t *testing.T) {
	notice, err := os.ReadFile("schema/NOTICE.md")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(officialSchema)
	want := regexp.MustCompile(`[0-9a-f]{64}`).FindString(string(notice))
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("the schema's SHA-256 is %s, schema/NOTICE.md says %s", got, want)
	}
}

func TestReportsAreValid(t *testing.T) {
	many := func(n int) func(scanners.Sink) {
		return func(s scanners.Sink) {
			for i := range n {
				s.Finding(scanners.Finding{Rule: ruleStyle, Message: "one of many", Location: scanners.Location{Path: "plain.go", StartLine: 1 + i%3, StartColumn: 1 + i}})
			}
		}
	}
	for name, text := range map[string][]byte{
		"empty":          write(t, Options{}, nil, func(scanners.Sink) {}),
		"nasty":          write(t, Options{Version: "(devel)"}, nasty, emitNasty),
		"full":           write(t, full, nasty, emitNasty),
		"26,000 results": write(t, Options{}, nasty, many(26_000)),
	} {
		for _, f := range checker(t).Check(name, text) {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestCheck(t *testing.T) {
	const start = `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"r"},{"id":"s"}]}},"results":[`
	result := func(rest string) string { return start + `{"ruleId":"r","message":{"text":"m"}` + rest + `}]}]}` }
	place := func(uri string) string {
		return `,"locations":[{"physicalLocation":{"artifactLocation":{"uri":"` + uri + `"}}}]`
	}
	tags := strings.TrimSuffix(strings.Repeat(`"t",`, 21), ",")
	for i := range 21 {
		tags = strings.Replace(tags, `"t"`, fmt.Sprintf(`"t%d"`, i), 1)
	}
	run := `{"tool":{"driver":{"name":"x"}},"results":[]%s}`
	for _, c := range []struct{ name, text, want string }{
		{"not JSON", "nonsense", "/: not JSON"},
		{"cut off", start, "/: not JSON"},
		{"not an object", "[]", "/: got array, want object"},
		{"null", `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":null}},"results":[]}]}`, "/runs/0/tool/driver/rules: got null, want array"},
		{"version", `{"version":"2.0.0","runs":[]}`, "/version: "},
		{"unknown property", `{"version":"2.1.0","runs":[],"extra":1}`, "/: additional properties 'extra' not allowed"},
		{"pointer", `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","globalMessageStrings":{"a/b\u001b":1}}}}]}`, `/runs/0/tool/driver/globalMessageStrings/a~1b\x1b: got number, want object`},
		{"no location", result(""), "/runs/0/results/0: a result without a location"},
		{"empty locations", result(`,"locations":[]`), "/runs/0/results/0: a result without a location"},
		{"no URI", result(`,"locations":[{}]`), "/runs/0/results/0/locations/0: a location without a URI"},
		{"scheme", result(place("https://e.example/a.go")), `/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri: "https://e.example/a.go" has the scheme "https"`},
		{"file", result(place("file:///a.go")), `has the scheme "file"`},
		{"absolute", result(place("/a.go")), "is absolute"},
		{"network path", result(place("//h/a.go")), "is absolute"},
		{"query", result(place("a.go?b")), "query or a fragment"},
		{"related", result(place("a.go") + `,"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"c:/a"}}}]`), "/runs/0/results/0/relatedLocations/0: a related location without a message"},
		{"step", result(place("a.go") + `,"codeFlows":[{"threadFlows":[{"locations":[{"location":{"physicalLocation":{"artifactLocation":{"uri":"c:/a"}}}}]}]}]`), "/runs/0/results/0/codeFlows/0/threadFlows/0/locations/0/location/physicalLocation/artifactLocation/uri: \"c:/a\" has the scheme"},
		{"rule index", result(place("a.go") + `,"ruleIndex":1`), `/runs/0/results/0/ruleIndex: points to the rule "s", but ruleId is "r"`},
		{"rule index beyond", result(place("a.go") + `,"ruleIndex":18446744073709551615`), "the run has 2 rules"},
		{"region", result(`,"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a"},"region":{"endLine":3}}}]`), "/runs/0/results/0/locations/0/physicalLocation/region: missing property"},
		{"tags", `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"r","properties":{"tags":[` + tags + `]}}]}},"results":[]}]}`, "/runs/0/tool/driver/rules/0/properties/tags: 21 tags"},
		{"runs", `{"version":"2.1.0","runs":[` + strings.TrimSuffix(strings.Repeat(fmt.Sprintf(run, "")+",", 21), ",") + `]}`, "/runs: 21 runs"},
		{"two runs", `{"version":"2.1.0","runs":[` + fmt.Sprintf(run, "") + "," + fmt.Sprintf(run, `,"automationDetails":{"id":"only-a-run"}`) + `]}`, `/runs/1: a second run of tool "x" and category "" (the first: two runs, /runs/0)`},
		{"results", start + strings.TrimSuffix(strings.Repeat(`{"ruleId":"r","message":{"text":"m"}`+place("a.go")+`},`, 25_001), ",") + `]}]}`, "/runs/0/results: 25001 results"},
		{"locations", result(`,"locations":[` + strings.TrimSuffix(strings.Repeat(`{"physicalLocation":{"artifactLocation":{"uri":"a"}}},`, 1001), ",") + `]`), "/runs/0/results/0: 1001 locations"},
	} {
		faults := checker(t).Check(c.name, []byte(c.text))
		found := false
		for _, f := range faults {
			found = found || strings.Contains(f.String(), c.want)
		}
		if !found {
			t.Errorf("%s: got %v, want %q", c.name, faults, c.want)
		}
	}
	two := `{"version":"2.1.0","runs":[` + fmt.Sprintf(run, `,"automationDetails":{"id":"a/"}`) + "," + fmt.Sprintf(run, `,"automationDetails":{"id":"b/1"}`) + `]}`
	c := checker(t)
	for _, f := range c.Check("categories", []byte(two)) {
		t.Errorf("two categories: %s", f)
	}
	if faults := c.Check("again", []byte(two)); len(faults) != 2 || !strings.Contains(faults[0].Message, "the first: categories, /runs/0") {
		t.Errorf("a second file of the same tool and categories: %v", faults)
	}
}

func TestTooLarge(t *testing.T) {
	// What does not compress: hex of SHA-256 has half a byte of it in each.
	noise := make([]byte, 0, 24<<20)
	sum := sha256.Sum256(nil)
	for len(noise) < 23<<20 {
		sum = sha256.Sum256(sum[:])
		noise = append(noise, hex.EncodeToString(sum[:])...)
	}
	text := fmt.Sprintf(`{"version":"2.1.0","runs":[],"properties":{"noise":"%s"}}`, noise)
	if faults := checker(t).Check("large", []byte(text)); len(faults) != 1 || !strings.Contains(faults[0].Message, "when gzipped") {
		t.Errorf("got %v", faults)
	}
}

func TestDropNulls(t *testing.T) {
	for in, want := range map[string]string{
		`{}`:                         `{}`,
		`{"a":null}`:                 `{}`,
		`{"a":null,"b":1}`:           `{"b":1}`,
		`{"b":1,"a":null}`:           `{"b":1}`,
		`{"b":[null,1,null,2,null]}`: `{"b":[1,2]}`,
		`[null]`:                     `[]`,
		`{"a":{"b":null},"c":[{"d":null,"e":"null"}]}`: `{"a":{},"c":[{"e":"null"}]}`,
		`{"null":"a\",\"b\":null","x":null}`:           `{"null":"a\",\"b\":null"}`,
		`{"a":true,"b":null,"c":false}`:                `{"a":true,"c":false}`,
	} {
		if got := string(dropNulls([]byte(in))); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func FuzzDropNulls(f *testing.F) {
	f.Add(`{"a":[null,{"b":null,"c":"x\\\"null"}],"d":null}`)
	f.Fuzz(func(t *testing.T, text string) {
		var v any
		if json.Unmarshal([]byte(text), &v) != nil || v == nil {
			t.Skip()
		}
		compact, _ := json.Marshal(v)
		got := dropNulls(compact)
		want, _ := json.Marshal(withoutNulls(v))
		if string(got) != string(want) {
			t.Errorf("%s: got %s, want %s", compact, got, want)
		}
	})
}

func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			if e == nil {
				delete(v, k)
				continue
			}
			v[k] = withoutNulls(e)
		}
	case []any:
		kept := []any{}
		for _, e := range v {
			if e != nil {
				kept = append(kept, withoutNulls(e))
			}
		}
		return kept
	}
	return v
}
