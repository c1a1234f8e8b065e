package secrets

import (
	"crypto/sha256"
	"path"
)

// A Class is what the detector makes of a path. Two paths of one class lead to the
// same matches in the same text, as long as fragments name no commit and the
// detector was given no Ignore: what it asks of a path is the same for both.
// Classes can be compared, and are of the detector that made them only.
type Class struct {
	answers string
	groups  uint64 // of its rules, see locality
}

// pathQuestions are the expressions that paths are tested with, each once: those
// of rules, which look at an empty path too, and those of allow-lists, which do not.
type pathQuestions struct{ rules, allow []*lazyRegexp }

func newPathQuestions(d *Detector) *pathQuestions {
	q := new(pathQuestions)
	seen := make(map[string]bool)
	ask := func(list []*lazyRegexp, kind string, re *lazyRegexp) []*lazyRegexp {
		if re == nil || seen[kind+re.source] {
			return list
		}
		seen[kind+re.source] = true
		return append(list, re)
	}
	for _, a := range d.allow {
		q.allow = ask(q.allow, "allow ", a.paths)
	}
	for _, r := range d.rules {
		q.rules = ask(q.rules, "rule ", r.path)
		for _, a := range r.allow {
			q.allow = ask(q.allow, "allow ", a.paths)
		}
	}
	return q
}

// PathClass returns the class of a path, which is as Fragment.Path has it.
func (d *Detector) PathClass(file string) Class {
	e := d.tracing()
	s := &search{d: d, f: &Fragment{Path: file}, engine: e, work: e.take()}
	defer e.put(s.work)
	answers := make([]byte, 0, 2+len(d.questions.rules)+len(d.questions.allow))
	say := func(yes bool) {
		if yes {
			answers = append(answers, 'y')
		} else {
			answers = append(answers, 'n')
		}
	}
	say(path.Ext(file) == ".go") // readComments
	say(file == "")              // coversPlace
	for _, re := range d.questions.rules {
		say(s.test(re, []byte(file)))
	}
	for _, re := range d.questions.allow {
		say(file != "" && s.test(re, []byte(file)))
	}
	return Class{string(answers), e.local.groupsOf(func(re *lazyRegexp) bool { return s.test(re, []byte(file)) })}
}

// groupsOf returns the groups with a rule for paths that take says yes to.
func (l *locality) groupsOf(take func(path *lazyRegexp) bool) (groups uint64) {
	for i := range l.groups {
		for _, p := range l.groups[i].plans {
			if p.rule.path == nil || take(p.rule.path) {
				groups |= 1 << i
				break
			}
		}
	}
	return groups
}

// Stops reports whether no match of a rule for such paths goes over a line from its
// beginning to its end and further, whatever stands around it. The line is given
// without its line feed. The rules that go over anything are not meant: see Trace.
func (d *Detector) Stops(c Class, line []byte) bool {
	return c.groups == 0 || !d.tracing().local.goesOver(c.groups, line)
}

// Digest returns what stands for a class outside of this run: classes of detectors
// with one Detector.Digest are the same if, and only if, their digests are.
func (c Class) Digest() [16]byte {
	sum := sha256.Sum256([]byte(c.answers))
	return [16]byte(sum[:16])
}
