// Package memory holds lists, maps and the order of writes.
package memory

func probe(any) {}

func opaque() string
func change(*string)
func strs() []string

var allowed = []string{"https://a.example", "https://b.example"}

var grown []string

func init() { grown = append(grown, "x") }

func lists(b bool) {
	probe([]string{"*"})          // want `{\[{"\*"}\]}`
	probe([]string{})             // want `{\[\]}`
	probe(allowed)                // want `{\[{"https://a.example"} {"https://b.example"}\]}`
	probe(allowed[1])             // want `{"https://b.example"}`
	probe(append(allowed, "*"))   // want `{\[{"https://a.example"} {"https://b.example"} {"\*"}\]}`
	probe(make([]string, 0, 4))   // want `{\[\]}`
	probe(strs())                 // want `{opaque`
	probe(append(strs(), "*"))    // want `{\[{opaque.*} {"\*"} \.\.\.\]}`
	probe([]string(nil))          // want `{nil}`
	probe(append([]string{}, "")) // want `{\[{""}\]}`
	probe([2]string{"a"}[0])      // want `{"a"}`
	list := []string{"a"}
	if b {
		list = append(list, "b")
	}
	probe(list) // want `{\[{"a"}\]\? \| \[{"a"} {"b"}\]\?}`
	var looped []string
	for _, s := range allowed {
		looped = append(looped, s)
	}
	probe(looped)       // want `{nil\? \| \[.*{"https://a.example"\?.*\.\.\.\]\?}`
	probe(len(allowed)) // want `^.2}`
	for _, s := range allowed {
		probe(s) // want `{"https://a.example"\? \| "https://b.example"\?}`
	}
}

var set = map[string]bool{"https://a.example": true}

func maps(k string) {
	m := map[string]string{"origin": "*", "other": "x"}
	probe(m["origin"]) // want `{"\*"`
	probe(m["absent"]) // want `{}`
	probe(m[k])        // want `{"\*"\? \| "x"\? \| opaque`
	probe(set)         // want `{map\[{"https://a.example"}:{true}`
	v, ok := m["other"]
	probe(v)  // want `{"x"`
	probe(ok) // want `{opaque`
	for k, v := range m {
		probe(k) // want `{"origin"\? \| "other"\?}`
		probe(v) // want `{"\*"\? \| "x"\?}`
	}
}

type conf struct{ s, t string }

func order(b bool) {
	c := conf{s: "a"}
	probe(c.s) // want `{"a"}`
	probe(c.t) // want `{"" implicit}`
	c.s = "b"
	probe(c.s) // want `{"b"}`
	if b {
		c.s = "c"
	}
	probe(c.s) // want `{"b"\? \| "c"\?}`
	if b {
		c.t = "t"
	} else {
		c.t = "u"
	}
	probe(c.t) // want `{"t"\? \| "u"\?}`
	c = conf{t: "whole"}
	probe(c.s) // want `{"" implicit}`
	probe(c.t) // want `{"whole"}`
	p := &c
	p.s = "through"
	probe(c.s) // want `{"through"}`
	c.s = "last"
	probe(p.s) // want `{"last"}`
}

func fill(c *conf)       { c.s = "filled" }
func fresh() *conf       { return &conf{s: "fresh"} }
func byValue() conf      { c := conf{}; c.s = "value"; return c }
func with(s string) conf { return conf{s: s} }

func helpers() {
	var c conf
	fill(&c)
	probe(c.s)         // want `{"filled"}`
	probe(fresh().s)   // want `{"fresh"}`
	probe(byValue().s) // want `{"value"}`
	probe(with("w").s) // want `{"w"}`
	f := fresh()
	f.s = "again"
	probe(f.s) // want `{"again"}`
	s := "kept"
	change(&s)
	probe(s) // want `{"kept"\? \| opaque\(a variable that a call may change\)`
	s = "set"
	probe(s) // want `{"set"}`
}

func loops(n int) {
	s := "start"
	for i := 0; i < n; i++ {
		probe(s) // want `{"start"\? \| "next"\?}`
		s = "next"
	}
}

type server struct {
	origins []string
	debug   bool
	// Open is set by others too.
	Open string
}

func newServer() *server {
	return &server{origins: []string{"https://a.example"}, Open: "x"}
}

func (s *server) use() {
	probe(s.origins) // want `{\[{"https://a.example"}\]\?}`
	probe(s.Open)    // want `{"x"\? shared \| opaque`
	probe(s.debug)   // want `{opaque`
}
