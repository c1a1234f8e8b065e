package hostile

import (
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

type objectID = objects.ID

const blob = objects.Blob

// alternatesCases have objects in other directories.
var alternatesCases = []Case{
	{"alternates/absolute", func(r *Repo) { r.write("objects/info/alternates", r.lend("lender")+"\n") }},
	{"alternates/relative", func(r *Repo) { r.lend("lender"); r.write("objects/info/alternates", "../../../lender/objects") }},
	{"alternates/comments", func(r *Repo) { r.write("objects/info/alternates", "# why\n\n"+r.lend("lender")+"\n# end\n") }},
	{"alternates/quoted", func(r *Repo) {
		dir := r.lend("le nd\"er\t\xc3\xa9")
		r.write("objects/info/alternates", `"`+strings.NewReplacer(`"`, `\"`, "\t", `\t`, "\xc3\xa9", `\303\251`).Replace(dir)+"\"\n")
	}},
	{"alternates/nested", func(r *Repo) {
		r.write("objects/info/alternates", r.lend("one")+"\n")
		for _, pair := range [][2]string{{"one", "two"}, {"two", "three"}, {"three", "four"}} {
			r.writeFile(r.beside(pair[0], "objects/info/alternates"), "../../"+pair[1]+"/objects\n")
			r.lend(pair[1])
		}
	}},
	{"alternates/cyclic", func(r *Repo) {
		r.write("objects/info/alternates", r.lend("one")+"\n"+filepath.Join(r.Git, "objects")+"\n")
		r.lend("two")
		r.writeFile(r.beside("one", "objects/info/alternates"), r.beside("two", "objects")+"\n")
		r.writeFile(r.beside("two", "objects/info/alternates"), r.beside("one", "objects")+"\n"+filepath.Join(r.Git, "objects")+"\n")
	}},
	{"alternates/dangling", func(r *Repo) {
		r.write("objects/info/alternates", r.lend("lender")+"\n/nowhere/objects\n")
		r.says("!damaged-storage")
	}},
	{"alternates/to-a-file", func(r *Repo) {
		r.history()
		r.writeFile(r.beside("file"), "no directory")
		r.write("objects/info/alternates", r.beside("file")+"\n")
		r.says("!damaged-storage")
	}},
	{"alternates/too-deep", tooDeep},
	{"alternates/good-copy", func(r *Repo) {
		// The repository's own copy is damaged, the lender's is sound.
		id := r.Put(blob, r.line())
		r.main(memrepo.Files{"f": "token = \"" + r.Plants[0].Value + "\"\n"})
		r.skeleton(r.beside("lender"))
		r.loose(r.beside("lender"), id)
		r.writeFile(looseFile(r.Git, id), "garbage")
		r.write("objects/info/alternates", r.beside("lender", "objects")+"\n")
	}},
}

// beside returns a path beside the work tree.
func (r *Repo) beside(parts ...string) string {
	return filepath.Join(append([]string{filepath.Dir(r.Root)}, parts...)...)
}

// lend makes another repository beside this one, which has the objects of one more
// commit of this one, half of them packed. It returns its object directory.
func (r *Repo) lend(name string) string {
	dir := r.beside(name)
	r.skeleton(dir)
	var parents []objectID
	if commits := r.IDs(objects.Commit); len(commits) > 0 {
		parents = commits
	}
	r.main(memrepo.Files{"lent": r.line(), "dir/lent too": r.line()}, parents...)
	ids := r.all()
	r.loose(dir, ids[:len(ids)/2]...)
	r.putPack(dir, "pack-a", r.packed(ids[len(ids)/2:]...))
	return filepath.Join(dir, "objects")
}

// tooDeep has an alternate beyond the depth that git follows.
func tooDeep(r *Repo) {
	r.history()
	at := r.Git
	for _, name := range []string{"1", "2", "3", "4", "5", "6"} {
		r.skeleton(r.beside(name))
		r.writeFile(filepath.Join(at, "objects/info/alternates"), r.beside(name, "objects")+"\n")
		at = r.beside(name)
	}
	lost := r.Put(blob, r.lostLine())
	r.loose(at, lost)
	r.says("!damaged-storage")
}
