package leaks

import (
	"regexp"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// persons tells which spellings are one person.
type persons struct {
	names *names.Names
	of    []int32 // by index in names.People
	shown []string
}

// newPersons takes those with one address after the .mailmap for one person,
// whatever they call themselves, and those without an address by their names. The
// newest name is shown.
func newPersons(n *names.Names, m *names.Mailmap) *persons {
	p := &persons{names: n, of: make([]int32, len(n.People))}
	index := make(map[string]int32)
	for i, raw := range n.People {
		who := m.Map(raw)
		key := "address " + strings.ToLower(who.Email)
		if who.Email == "" {
			key = "name " + strings.ToLower(who.Name)
		}
		number, ok := index[key]
		if !ok {
			number = int32(len(p.shown))
			index[key] = number
			p.shown = append(p.shown, display(who.Name))
		}
		if p.shown[number] == nameless {
			p.shown[number] = display(who.Name)
		}
		p.of[i] = number
	}
	return p
}

// author returns the number of a commit's author.
func (p *persons) author(c *names.Commit) int32 { return p.of[c.Author] }

// nameless is shown for who has no name, or only an address in its place.
const nameless = "an author without a name"

var address = regexp.MustCompile(`[^\s<>]*@[^\s<>]*`)

// display returns a name as it may be shown: people do put their address there.
func display(name string) string {
	name = strings.Join(strings.Fields(address.ReplaceAllString(name, "")), " ")
	name = strings.Trim(name, " <>()")
	if name == "" {
		return nameless
	}
	return name
}
