package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/rules"
)

func newExplain(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print a rule's page, or the rules of a family",
		Example: `  launchlint explain corsorigin/reflected
  launchlint explain cookieflags`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one rule, as in `launchlint explain corsorigin/reflected` (`launchlint rules` lists them all)")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := catalogue()
			if err != nil {
				return err
			}
			match := c.Match(args[0])
			if match == nil {
				return unknownRule(c, args[0])
			}
			text := familyText(args[0], match)
			if r := c.Get(args[0]); r != nil {
				text = ruleText(r)
			}
			_, err = fmt.Fprint(env.Stdout, text)
			return err
		},
	}
}

// ruleText is a rule's page for a terminal: what a table would say in a few
// lines, then the page.
func ruleText(r *rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n", r.ID, r.Title)
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-18s %s\n", name, value)
		}
	}
	row("severity", r.Severity.String())
	row("security severity", r.SecuritySeverity)
	row("precision", string(r.Confidence))
	var weaknesses []string
	for _, n := range r.CWE {
		weaknesses = append(weaknesses, fmt.Sprintf("CWE-%d", n))
	}
	row("weakness", strings.Join(weaknesses, ", "))
	row("OWASP API", r.OWASP)
	row("checklist", r.Checklist)
	row("page", r.URL())
	b.WriteString("\n" + plainPage(cmp.Or(r.Help, r.Summary)))
	return b.String()
}

// familyText lists the rules of a family below what the family's page says.
func familyText(name string, list []*rules.Rule) string {
	var b strings.Builder
	if f := rules.GetFamily(name); f != nil {
		fmt.Fprintf(&b, "%s: %s\n\n%s\n", name, f.Title, plainPage(f.Help))
	} else {
		fmt.Fprintf(&b, "%s\n\n", name)
	}
	width := 0
	for _, r := range list {
		width = max(width, len(r.ID))
	}
	for _, r := range list {
		fmt.Fprintf(&b, "  %-7s  %-*s  %s\n", r.Severity, width, r.ID, r.Title)
	}
	return b.String()
}
