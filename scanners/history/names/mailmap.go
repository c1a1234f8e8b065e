package names

import "bytes"

// A Mailmap says which names and addresses are one person's, as git reads a
// .mailmap file. The zero value maps nobody.
type Mailmap struct {
	byEmail map[string]*mapping
}

// A mapping is what an address stands for: for everyone, and for single names.
type mapping struct {
	name, email string
	byName      map[string]Person
}

// ParseMailmap reads a file of four forms of lines:
//
//	Proper Name <commit@example.com>
//	<proper@example.com> <commit@example.com>
//	Proper Name <proper@example.com> <commit@example.com>
//	Proper Name <proper@example.com> Commit Name <commit@example.com>
//
// A line with # in its first column is a comment, and what is in none of the forms
// is passed over, as git does (mailmap.c). Later lines win, part by part. Letters
// of ASCII compare without their case.
func ParseMailmap(text []byte) *Mailmap {
	m := &Mailmap{byEmail: make(map[string]*mapping)}
	for line := range bytes.Lines(text) {
		if i := bytes.IndexByte(line, 0); i >= 0 {
			line = line[:i] // as C ends a string
		}
		if len(line) > 0 && line[0] == '#' {
			continue
		}
		first, rest, ok := cutPerson(line, false)
		if !ok {
			continue
		}
		second, _, ok := cutPerson(rest, true)
		if !ok {
			second, first.Email = Person{Email: first.Email}, ""
		}
		m.add(first, second)
	}
	return m
}

// cutPerson reads NAME <EMAIL> at the beginning of text.
func cutPerson(text []byte, emptyEmail bool) (p Person, rest []byte, ok bool) {
	open := bytes.IndexByte(text, '<')
	if open < 0 {
		return p, nil, false
	}
	end := bytes.IndexByte(text[open:], '>')
	if end < 0 || end == 1 && !emptyEmail {
		return p, nil, false
	}
	p.Name = string(bytes.Trim(text[:open], " \t\n\r"))
	p.Email = string(text[open+1 : open+end])
	return p, text[open+end+1:], true
}

func (m *Mailmap) add(proper, commit Person) {
	key := foldASCII(commit.Email)
	to := m.byEmail[key]
	if to == nil {
		to = &mapping{}
		m.byEmail[key] = to
	}
	if commit.Name != "" {
		if to.byName == nil {
			to.byName = make(map[string]Person)
		}
		to.byName[foldASCII(commit.Name)] = proper
		return
	}
	if proper.Name != "" {
		to.name = proper.Name
	}
	if proper.Email != "" {
		to.email = proper.Email
	}
}

// Map returns who a person is. A line for the name as well as the address goes
// before one for the address alone, and what neither says stays.
func (m *Mailmap) Map(p Person) Person {
	if m == nil {
		return p
	}
	to := m.byEmail[foldASCII(p.Email)]
	if to == nil {
		return p
	}
	proper := Person{to.name, to.email}
	if single, ok := to.byName[foldASCII(p.Name)]; ok {
		proper = single
	}
	if proper.Name == "" {
		proper.Name = p.Name
	}
	if proper.Email == "" {
		proper.Email = p.Email
	}
	return proper
}

// foldASCII lowers the letters of ASCII, as strcasecmp compares them. It works on
// bytes: names need not be UTF-8.
func foldASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
