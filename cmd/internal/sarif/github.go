package sarif

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// Hard limits of GitHub code scanning beside those of limits.go.
const (
	maxRuns          = 20
	maxRules         = 25_000
	maxExtensions    = 100
	maxTagsAccepted  = 20
	maxStepsAccepted = 10_000
	maxLocations     = 1_000
)

// github looks for what makes GitHub reject a whole upload. It reads generic JSON:
// the files need not be launchlint's. Have: they pass the schema.
type github struct {
	name   string
	runs   map[string]string
	faults []Fault
}

func (g *github) fault(pointer, format string, args ...any) {
	g.faults = append(g.faults, Fault{pointer, fmt.Sprintf(format, args...)})
}

// atMost faults an array that is longer than a limit.
func (g *github) atMost(pointer string, n, limit int, what string) {
	if n > limit {
		g.fault(pointer, "%d %s: GitHub rejects files with more than %d", n, what, limit)
	}
}

func (g *github) log(log map[string]any) {
	runs := list(log["runs"])
	g.atMost("/runs", len(runs), maxRuns, "runs")
	for i, run := range runs {
		g.run(fmt.Sprintf("/runs/%d", i), object(run))
	}
}

func (g *github) run(at string, run map[string]any) {
	tool := object(run["tool"])
	driver := object(tool["driver"])
	category, _ := object(run["automationDetails"])["id"].(string)
	category, _, _ = cutLast(category, "/")
	name, _ := driver["name"].(string)
	here := g.name + ", " + at
	if before, taken := g.runs[name+"\x00"+category]; taken {
		g.fault(at, "a second run of tool %s and category %s (the first: %s): GitHub takes one of each; unite them with `launchlint sarif merge` or give them categories",
			quote(name), quote(category), escape.Text(before))
	} else {
		g.runs[name+"\x00"+category] = here
	}
	g.atMost(at+"/tool/extensions", len(list(tool["extensions"])), maxExtensions, "extensions")
	rules := list(driver["rules"])
	g.atMost(at+"/tool/driver/rules", len(rules), maxRules, "rules")
	for i, r := range rules {
		tags := list(object(object(r)["properties"])["tags"])
		g.atMost(fmt.Sprintf("%s/tool/driver/rules/%d/properties/tags", at, i), len(tags), maxTagsAccepted, "tags")
	}
	results := list(run["results"])
	g.atMost(at+"/results", len(results), maxResults, "results")
	for i, r := range results {
		g.result(fmt.Sprintf("%s/results/%d", at, i), object(r), rules)
	}
}

func (g *github) result(at string, result map[string]any, rules []any) {
	locations, related := list(result["locations"]), list(result["relatedLocations"])
	if len(locations) == 0 {
		g.fault(at, "a result without a location: GitHub rejects the whole file")
	}
	g.atMost(at, len(locations)+len(related), maxLocations, "locations of one result")
	for i, l := range locations {
		g.location(fmt.Sprintf("%s/locations/%d", at, i), object(l))
	}
	for i, l := range related {
		here := fmt.Sprintf("%s/relatedLocations/%d", at, i)
		g.location(here, object(l))
		if object(l)["message"] == nil {
			g.fault(here, "a related location without a message: GitHub rejects the whole file")
		}
	}
	steps := 0
	for i, flow := range list(result["codeFlows"]) {
		for j, thread := range list(object(flow)["threadFlows"]) {
			for k, step := range list(object(thread)["locations"]) {
				steps++
				if l := object(object(step)["location"]); l != nil {
					g.location(fmt.Sprintf("%s/codeFlows/%d/threadFlows/%d/locations/%d/location", at, i, j, k), l)
				}
			}
		}
	}
	g.atMost(at+"/codeFlows", steps, maxStepsAccepted, "steps of flows of one result")
	g.ruleIndex(at, result, rules)
}

// ruleIndex checks that a result's rule is the one that its index points to.
func (g *github) ruleIndex(at string, result map[string]any, rules []any) {
	if object(result["rule"])["toolComponent"] != nil {
		return // a rule of an extension
	}
	index, ok := result["ruleIndex"].(json.Number)
	if !ok || index == "-1" {
		return
	}
	i, err := index.Int64()
	if err != nil || i < 0 || i >= int64(len(rules)) {
		g.fault(at+"/ruleIndex", "%s: the run has %d rules", escape.Text(string(index)), len(rules))
		return
	}
	id, _ := result["ruleId"].(string)
	if want, _ := object(rules[i])["id"].(string); id != "" && id != want && !strings.HasPrefix(id, want+"/") {
		g.fault(at+"/ruleIndex", "points to the rule %s, but ruleId is %s", quote(want), quote(id))
	}
}

func (g *github) location(at string, location map[string]any) {
	physical := object(location["physicalLocation"])
	artifact := object(physical["artifactLocation"])
	uri, ok := artifact["uri"].(string)
	switch {
	case !ok && artifact["index"] != nil:
		// The URI stands among the run's artifacts.
	case !ok || uri == "":
		g.fault(at, "a location without a URI: GitHub rejects the whole file")
	default:
		g.uri(at+"/physicalLocation/artifactLocation/uri", uri)
	}
}

func (g *github) uri(at, uri string) {
	u, err := url.Parse(uri)
	switch {
	case err != nil:
		g.fault(at, "not a URI: %s", quote(uri))
	case u.Scheme != "":
		g.fault(at, "%s has the scheme %s: GitHub rejects the whole file unless all paths are relative to the repository's root", quote(uri), quote(u.Scheme))
	case u.Host != "" || strings.HasPrefix(uri, "/"):
		g.fault(at, "%s is absolute: make it relative to the repository's root", quote(uri))
	case u.RawQuery != "" || u.Fragment != "":
		g.fault(at, "%s has a query or a fragment: percent-encode ? and # of file names", quote(uri))
	}
}

// list returns v as an array, object as an object; nil for anything else.
func list(v any) []any              { a, _ := v.([]any); return a }
func object(v any) map[string]any   { m, _ := v.(map[string]any); return m }
func quote(untrusted string) string { return `"` + escape.Text(untrusted) + `"` }

// cutLast is strings.Cut at the last separator; without one all is after it.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}
