package archive

import (
	"fmt"
	"strings"
)

// A Reason is why something in an archive was not looked at, or not to its end.
type Reason int

// The reasons. Those from TooDeep on are limits.
const (
	// Encrypted members cannot be read without a password.
	Encrypted Reason = iota
	// Unsupported are formats and methods that are not unpacked here.
	Unsupported
	// Corrupt is whatever cannot be decoded to its end.
	Corrupt
	// TooDeep are archives in too many others: Limits.Depth.
	TooDeep
	// TooManyMembers is told of the archive in which Limits.Members was reached;
	// nothing after that was looked at. It is the same for TooManyBytes.
	TooManyMembers
	// TooManyBytes stands for Limits.Bytes.
	TooManyBytes
	// TooDense is told of a member that unpacks to more than Limits.Ratio allows,
	// or at which the whole archive came to that.
	TooDense
	// TooMuchMemory is told of what cannot be decoded within Limits.Memory.
	TooMuchMemory

	reasons
)

// String says the reason in a few words that go on after "members".
func (r Reason) String() string {
	switch r {
	case Encrypted:
		return "encrypted"
	case Unsupported:
		return "in a format that is not unpacked"
	case Corrupt:
		return "damaged"
	case TooDeep:
		return "nested too deep"
	case TooManyMembers:
		return "beyond the limit of members"
	case TooManyBytes:
		return "beyond the limit of size"
	case TooDense:
		return "unpacking to suspiciously much"
	case TooMuchMemory:
		return "in need of too much memory"
	}
	return fmt.Sprintf("Reason(%d)", int(r))
}

// MaxNamed is how many paths are named for each reason. The others are counted.
const MaxNamed = 3

// A Left is what was not looked at for one reason.
type Left struct {
	Reason Reason
	// Count is how many times the reason was met.
	Count int
	// Paths are the first ones, at most MaxNamed, in the archive's order: of members
	// (see Member.Path), or of the archive where it concerns the whole of it.
	Paths []string
}

// An Outcome says how far an archive was looked at.
type Outcome struct {
	// Members is how many members were visited.
	Members int
	// Bytes is how many bytes were unpacked, those of archives inside included.
	Bytes int64

	left [reasons]Left
}

// Skipped returns the outcome of an archive that was not opened at all.
func Skipped(path string, reason Reason) Outcome {
	var o Outcome
	o.leave(reason, path)
	return o
}

// Left returns what was not looked at, by reason; nothing for an archive that was
// looked at in full.
func (o *Outcome) Left() []Left {
	var list []Left
	for _, l := range o.left {
		if l.Count > 0 {
			list = append(list, l)
		}
	}
	return list
}

func (o *Outcome) leave(reason Reason, path string) {
	l := &o.left[reason]
	l.Reason = reason
	if l.Count++; len(l.Paths) < MaxNamed {
		l.Paths = append(l.Paths, path)
	}
}

// String says on one line what was not looked at, empty when there is nothing. It
// holds names from the archive as they are.
func (o *Outcome) String() string { return o.Within("") }

// Within is String with paths as they are inside the archive at a path: the archive
// itself needs no name there.
func (o *Outcome) Within(path string) string {
	var list []string
	for _, l := range o.Left() {
		text := l.Reason.String()
		var names []string
		for _, name := range l.Paths {
			if inside, ok := strings.CutPrefix(name, path+"!"); ok {
				name = inside
			}
			if name != path {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			text += ": " + strings.Join(names, ", ")
		}
		if rest := l.Count - len(l.Paths); rest > 0 {
			text += fmt.Sprintf(" and %d more", rest)
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}
