package sarif

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// results returns the results of all runs, each once, sorted by place and rule.
func (m *merger) results(rules []*model.ReportingDescriptor) ([]*model.Result, error) {
	index := make(map[string]uint)
	for i, r := range rules {
		index[r.ID] = uint(i)
	}
	states := false // whether the runs say what is suppressed
	var all []*model.Result
	for i, run := range m.runs {
		for _, r := range run.Results {
			at, ok := index[value(r.RuleID)]
			if !ok {
				return nil, fmt.Errorf("merge %s: a result of the rule %s, which the report does not describe", escape.Text(m.names[i]), quote(value(r.RuleID)))
			}
			r.RuleIndex = ptr(at)
			states = states || len(r.Suppressions) > 0
			all = append(all, r)
		}
	}
	keyed := make([]keyedResult, len(all))
	for i, r := range all {
		text, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("merge: %w", err)
		}
		keyed[i] = keyedResult{r, identify(r), text}
	}
	slices.SortFunc(keyed, compareKeyed)
	keyed = slices.CompactFunc(keyed, func(a, b keyedResult) bool { return a.key == b.key })
	out := make([]*model.Result, len(keyed))
	for i, k := range keyed {
		if states && len(k.Suppressions) == 0 {
			k.Suppressions = []*model.Suppression{nil} // written as none; see writer.result
		}
		out[i] = k.Result
	}
	return out, nil
}

// A keyedResult is a result with what makes it the same as another.
type keyedResult struct {
	*model.Result
	key  resultKey
	text []byte
}

// A resultKey is a rule and a place: its file and region, and the fingerprint of
// its line or secret, so that equal places of different files' states differ.
type resultKey struct {
	uri, rule, fingerprint string
	region                 [4]int
}

func identify(r *model.Result) resultKey {
	k := resultKey{rule: value(r.RuleID)}
	k.fingerprint, _ = r.PartialFingerprints["primaryLocationLineHash"].(string)
	if len(r.Locations) == 0 || r.Locations[0].PhysicalLocation == nil {
		return k
	}
	p := r.Locations[0].PhysicalLocation
	if p.ArtifactLocation != nil {
		k.uri = value(p.ArtifactLocation.URI)
	}
	if p.Region != nil {
		k.region = [4]int{value(p.Region.StartLine), value(p.Region.StartColumn), value(p.Region.EndLine), value(p.Region.EndColumn)}
	}
	return k
}

// compareKeyed is the order of the merged report. Of equal results the active one
// comes first: what one shard reports is not hidden because another hides it.
func compareKeyed(a, b keyedResult) int {
	hidden := func(r keyedResult) bool { return len(r.Suppressions) > 0 }
	return cmp.Or(
		strings.Compare(a.key.uri, b.key.uri),
		slices.Compare(a.key.region[:], b.key.region[:]),
		strings.Compare(a.key.rule, b.key.rule),
		strings.Compare(a.key.fingerprint, b.key.fingerprint),
		boolCompare(hidden(a), hidden(b)),
		bytes.Compare(a.text, b.text),
	)
}

// worseResult is worse for results.
func worseResult(rules []*model.ReportingDescriptor) func(a, b *model.Result) int {
	severity := map[string]int{"note": 1, "warning": 2, "error": 3}
	scored := func(r *model.Result) float64 {
		s, _ := rules[*r.RuleIndex].Properties["security-severity"].(string)
		return score(s)
	}
	hidden := func(r *model.Result) bool { return len(r.Suppressions) > 0 && r.Suppressions[0] != nil }
	return func(a, b *model.Result) int {
		return cmp.Or(
			boolCompare(hidden(a), hidden(b)),
			cmp.Compare(severity[value(b.Level)], severity[value(a.Level)]),
			cmp.Compare(scored(b), scored(a)),
		)
	}
}
