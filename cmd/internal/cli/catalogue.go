package cli

import (
	"fmt"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// catalogue returns every rule that launchlint has, whatever a run leaves out.
func catalogue() (*rules.Catalogue, error) {
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		return nil, err
	}
	var own []*rules.Rule
	found := d.Rules()
	known := make(map[string]bool, len(found))
	for _, r := range found {
		known[r.ID] = true
	}
	for _, r := range rules.All() {
		if !known[r.ID] { // the detector carries our secret rules too
			own = append(own, r)
		}
	}
	return rules.NewCatalogue(own, found)
}

// unknownRule is the error for a name that is neither a rule's nor a family's.
func unknownRule(c *rules.Catalogue, name string) error {
	if near := rules.Nearest(name, c.Names()); near != "" {
		return fmt.Errorf("no rule is called %q; the nearest is %q (`launchlint rules` lists them all)", name, near)
	}
	return fmt.Errorf("no rule is called %q (`launchlint rules` lists them all)", name)
}
