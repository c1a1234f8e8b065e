package names

import "github.com/launchlint/launchlint/scanners/history/objects"

// maxTime is the end of the year 9999. A date after it is none.
const maxTime = 253402300799

// seconds returns when something was done, 0 when that is not known.
func seconds(s *objects.Signature) int64 {
	if s.Seconds > maxTime {
		return 0
	}
	return s.Seconds
}

// A Person is a name and an address as they stand in commits.
type Person struct {
	Name, Email string
}

// people numbers persons.
type people struct {
	list  []Person
	index map[Person]int32
}

func (p *people) add(s *objects.Signature) int32 {
	key := Person{string(s.Name), string(s.Email)}
	if n, ok := p.index[key]; ok {
		return n
	}
	if p.index == nil {
		p.index = make(map[Person]int32)
	}
	n := int32(len(p.list))
	p.list = append(p.list, key)
	p.index[key] = n
	return n
}

// reindex makes a list that was read the content, and reports whether everyone is
// there once.
func (p *people) reindex() bool {
	p.index = make(map[Person]int32, len(p.list))
	for i, person := range p.list {
		p.index[person] = int32(i)
	}
	return len(p.index) == len(p.list)
}
