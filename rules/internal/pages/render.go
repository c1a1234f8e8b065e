package pages

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// notice heads every generated page, so that nobody edits it.
const notice = "<!-- Written by `go generate ./rules` from %s: change that file instead. -->\n"

// rulePage is the page of one rule for people: its page in rules/ below a table
// of what the front matter says.
func rulePage(r *rules.Rule) string {
	var b strings.Builder
	source := "rules/code/" + r.ID + ".md"
	if r.Family() == rules.SecretFamily {
		source = "rules/secrets"
	}
	fmt.Fprintf(&b, notice, source)
	fmt.Fprintf(&b, "\n# %s\n\n", r.Title)
	b.WriteString("| | |\n|---|---|\n")
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "| %s | %s |\n", name, value)
		}
	}
	row("rule", "`"+r.ID+"`")
	row("found by", fmt.Sprintf("[%s](../%s.md)", r.Family(), r.Family()))
	row("severity", r.Severity.String())
	row("security severity", r.SecuritySeverity)
	row("precision", string(r.Confidence))
	var weaknesses []string
	for _, n := range r.CWE {
		weaknesses = append(weaknesses, fmt.Sprintf("[CWE-%d](https://cwe.mitre.org/data/definitions/%d.html)", n, n))
	}
	row("weakness", strings.Join(weaknesses, ", "))
	row("OWASP API Security", r.OWASP)
	row("launch checklist", r.Checklist)
	if !r.TextExamples {
		b.WriteString("\nIn the examples the comment `// reported` marks the lines that launchlint reports.\n")
	}
	fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(r.Help))
	return b.String()
}

// familyPage is the page of a family with a table of its rules.
func familyPage(f *rules.Family, list []*rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, notice, "rules/code/"+f.Name+".md")
	fmt.Fprintf(&b, "\n# %s: %s\n\n%s\n", f.Name, f.Title, strings.TrimSpace(f.Help))
	b.WriteString("\n## Rules\n\n")
	b.WriteString(ruleTable(f, list, ""))
	return b.String()
}

// index is docs/rules/README.md: every family with its rules.
func index(families []*rules.Family, list []*rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, notice, "rules/code and rules/secrets")
	b.WriteString("\n# Rules\n\nOne page per rule. `launchlint explain RULE` prints it; a family's name stands for all its rules in flags, in `launchlint.yaml` and in directives.\n")
	for _, f := range families {
		fmt.Fprintf(&b, "\n## [%s](%s.md)\n\n%s.\n\n", f.Name, f.Name, f.Title)
		b.WriteString(ruleTable(f, list, ""))
	}
	return b.String()
}

func ruleTable(f *rules.Family, list []*rules.Rule, prefix string) string {
	var b strings.Builder
	b.WriteString("| rule | severity | precision | what it finds |\n|---|---|---|---|\n")
	for _, r := range of(f.Name, list) {
		fmt.Fprintf(&b, "| [`%s`](%s%s.md) | %s | %s | %s |\n", r.ID, prefix, r.ID, r.Severity, r.Confidence, cell(r.Title))
	}
	return b.String()
}

// rulesTable is the table of the README: one row per family.
func rulesTable(families []*rules.Family, list []*rules.Rule) string {
	var b strings.Builder
	b.WriteString("| family | what it finds | rules |\n|---|---|---|\n")
	for _, f := range families {
		var kinds []string
		for _, r := range of(f.Name, list) {
			_, kind, _ := strings.Cut(r.ID, "/")
			kinds = append(kinds, fmt.Sprintf("[%s](docs/rules/%s.md)", kind, r.ID))
		}
		fmt.Fprintf(&b, "| [`%s`](docs/rules/%s.md) | %s | %s |\n", f.Name, f.Name, cell(f.Title), strings.Join(kinds, ", "))
	}
	return b.String()
}

// checklistTable is the launch checklist with the families that answer each row.
func checklistTable(list []*rules.Rule) string {
	var b strings.Builder
	b.WriteString("| row | ready when | answered by |\n|---|---|---|\n")
	for _, row := range rules.Checklist() {
		answer := "not assessed yet"
		if families := row.Families(list); families != nil {
			for i, name := range families {
				families[i] = fmt.Sprintf("[`%s`](docs/rules/%s.md)", name, name)
			}
			answer = strings.Join(families, ", ")
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", row.Name, cell(row.Ready), answer)
	}
	return b.String()
}

// of returns the rules of a family.
func of(family string, list []*rules.Rule) []*rules.Rule {
	var out []*rules.Rule
	for _, r := range list {
		if r.Family() == family {
			out = append(out, r)
		}
	}
	return out
}

// cell escapes text for a cell of a Markdown table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
