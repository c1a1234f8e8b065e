package names

// A treeStep is one step of making the entries of a tree from those of another.
type treeStep struct {
	kind  stepKind
	count int
	// from is the index of the first of the entries that a step brings.
	from int
}

type stepKind uint8

const (
	// stepCopy takes entries over; count 0 is the end of the tree. What is left of the
	// base is left out.
	stepCopy stepKind = iota
	// stepSkip leaves entries of the base out.
	stepSkip
	// stepInsert brings entries that are not in the base.
	stepInsert
	// stepReplace gives entries of the base another object.
	stepReplace
)

// lookAhead is how far it is looked for where two trees agree again.
const lookAhead = 16

// treeSteps appends the steps that make tree from base. Both are in the order of
// names nearly always; in any other, the steps are more, and as right.
func treeSteps(steps []treeStep, base, tree []Entry) []treeStep {
	add := func(kind stepKind, count, from int) {
		if count == 0 {
			return
		}
		if n := len(steps); n > 0 && steps[n-1].kind == kind {
			steps[n-1].count += count
			return
		}
		steps = append(steps, treeStep{kind, count, from})
	}
	i, j := 0, 0
	for j < len(tree) {
		same := 0
		for i+same < len(base) && j+same < len(tree) && base[i+same] == tree[j+same] {
			same++
		}
		add(stepCopy, same, j)
		i, j = i+same, j+same
		switch {
		case j == len(tree):
		case i == len(base):
			add(stepInsert, len(tree)-j, j)
			j = len(tree)
		case base[i].Name == tree[j].Name && base[i].Class() == tree[j].Class():
			add(stepReplace, 1, j)
			i, j = i+1, j+1
		default:
			skip, insert := resume(base[i:], tree[j:])
			add(stepSkip, skip, 0)
			add(stepInsert, insert, j)
			i, j = i+skip, j+insert
		}
	}
	return steps
}

// resume returns how many entries to leave out of base and to bring from tree
// until the next ones have the same name.
func resume(base, tree []Entry) (skip, insert int) {
	for d := 1; d <= lookAhead; d++ {
		if d < len(tree) && tree[d].Name == base[0].Name {
			return 0, d
		}
		if d < len(base) && base[d].Name == tree[0].Name {
			return d, 0
		}
	}
	return 1, 1
}
