package leaks

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/scanners"
)

// A Use says where one name of a leaked credential is used at HEAD: what stops
// working when it is revoked.
type Use struct {
	// Name is an environment variable, a key or a constant.
	Name string
	// Places is how many places it stands at, but for those of the secret itself.
	Places int
	// References are some of the places; none when they are so many that the name
	// means little.
	References []scanners.Location
}

// uses asks where a leak is used, which does not matter when somebody lets it pass.
func (r *Report) uses(l *Leak) []Use {
	if r.options.Uses == nil || l.Allowed != nil {
		return nil
	}
	return r.options.Uses(l)
}

// told says in one clause how often the names are used.
func told(uses []Use) string {
	var parts []string
	for _, use := range uses {
		places := "places"
		if use.Places == 1 {
			places = "place"
		}
		parts = append(parts, fmt.Sprintf("%s in %d %s", use.Name, use.Places, places))
	}
	if len(parts) == 0 {
		return ""
	}
	return "; HEAD uses " + strings.Join(parts, ", ")
}
