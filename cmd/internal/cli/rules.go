package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/rules"
)

// A ruleRecord is a rule in the output of `launchlint rules --format json`.
type ruleRecord struct {
	ID               string `json:"id"`
	Title            string `json:"title"`
	Summary          string `json:"summary"`
	Severity         string `json:"severity"`
	SecuritySeverity string `json:"securitySeverity,omitempty"`
	Precision        string `json:"precision"`
	CWE              []int  `json:"cwe,omitempty"`
	OWASP            string `json:"owasp,omitempty"`
	Checklist        string `json:"checklist,omitempty"`
	URL              string `json:"url"`
}

func newRules(env *Env) *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List all rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			write, ok := map[string]func([]*rules.Rule) (string, error){"text": rulesText, "json": rulesJSON, "markdown": rulesMarkdown}[format]
			if !ok {
				return fmt.Errorf("--format: rules are listed as text, json or markdown, not as %q", format)
			}
			c, err := catalogue()
			if err != nil {
				return err
			}
			text, err := write(c.Rules())
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(env.Stdout, text)
			return err
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", format, "output `format`: text, json or markdown")
	return cmd
}

func rulesText(list []*rules.Rule) (string, error) {
	width := 0
	for _, r := range list {
		width = max(width, len(r.ID))
	}
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%-7s  %-*s  %s\n", r.Severity, width, r.ID, r.Title)
	}
	return b.String(), nil
}

func rulesMarkdown(list []*rules.Rule) (string, error) {
	var b strings.Builder
	b.WriteString("| rule | severity | precision | what it finds |\n|---|---|---|---|\n")
	for _, r := range list {
		fmt.Fprintf(&b, "| [`%s`](%s) | %s | %s | %s |\n", r.ID, r.URL(), r.Severity, r.Confidence, strings.ReplaceAll(r.Title, "|", `\|`))
	}
	return b.String(), nil
}

func rulesJSON(list []*rules.Rule) (string, error) {
	records := make([]ruleRecord, len(list))
	for i, r := range list {
		records[i] = ruleRecord{
			ID: r.ID, Title: r.Title, Summary: r.Summary, Severity: r.Severity.String(), SecuritySeverity: r.SecuritySeverity,
			Precision: string(r.Confidence), CWE: r.CWE, OWASP: r.OWASP, Checklist: r.Checklist, URL: r.URL(),
		}
	}
	text, err := json.MarshalIndent(records, "", "  ")
	return string(text) + "\n", err
}
