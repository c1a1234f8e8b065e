package hostile

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// contentCases are about what stands in files, and how it came there.
var contentCases = []Case{
	{"content/evil-merge", func(r *Repo) {
		base := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "a\n"}})
		one := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "b\n"}, Parents: []objectID{base}})
		two := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": "a\n", "g": "c\n"}, Parents: []objectID{base}})
		merge := r.main(memrepo.Files{"f": r.line(), "g": "c\n", "only here": r.line()}, one, two)
		r.main(memrepo.Files{"f": "b\n", "g": "c\n"}, merge)
	}},
	{"content/octopus", func(r *Repo) {
		var parents []objectID
		for range 40 {
			parents = append(parents, r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}}))
		}
		r.main(memrepo.Files{"f": r.line()}, append(parents, parents[0])...)
	}},
	{"content/type-change", func(r *Repo) {
		link := r.Commit(memrepo.Commit{Tree: r.RawTree(memrepo.Entry{Mode: "120000", Name: "f", ID: r.Put(blob, "/x?token="+r.secret())})})
		file := r.main(memrepo.Files{"f": r.line()}, link)
		r.main(memrepo.Files{"f/sub": r.line()}, file)
	}},
	{"content/key-completed-later", func(r *Repo) {
		head, tail := r.key()
		first := r.main(memrepo.Files{"id_rsa": head})
		r.main(memrepo.Files{"id_rsa": head + tail}, first)
		// As delta and base, so that only a few bytes are new.
		base, next := r.Put(blob, head), r.Put(blob, head+tail)
		p := newPack()
		p.onOffset(next, p.whole(base, blob, head), appended(head, tail))
		r.leaveOut(base, next)
		r.putPack(r.Git, "pack-a", p)
	}},
	{"content/token-completed-by-a-delta", func(r *Repo) {
		// Neither the base nor what the delta inserts holds the whole secret.
		value := r.secret()
		head, tail := "token = \""+value[:30], value[30:]+"\"\n"
		base, next := r.Put(blob, head), r.Put(blob, head+tail)
		first := r.main(memrepo.Files{"f": head})
		r.main(memrepo.Files{"f": head + tail}, first)
		p := newPack()
		p.onOffset(next, p.whole(base, blob, head), appended(head, tail))
		r.leaveOut(base, next)
		r.putPack(r.Git, "pack-a", p)
	}},
	{"content/token-joined-by-copies", func(r *Repo) {
		// Both halves are copied, from places that lie apart.
		value := r.secret()
		text := "a " + value[:20] + " b " + value[20:] + " c"
		joined := value[:20] + value[20:]
		base, next := r.Put(blob, text), r.Put(blob, joined)
		r.main(memrepo.Files{"f": joined}, r.main(memrepo.Files{"f": text}))
		p := newPack()
		p.onOffset(next, p.whole(base, blob, text), delta(len(text), len(joined), take(2, 20), take(25, 20)))
		r.leaveOut(base, next)
		r.putPack(r.Git, "pack-a", p)
	}},
	{"content/utf-16", func(r *Repo) {
		r.main(memrepo.Files{"le.ps1": wide(r.line(), binary.LittleEndian, true), "be.ps1": wide(r.line(), binary.BigEndian, true)})
	}},
	{"content/nul", func(r *Repo) { r.main(memrepo.Files{"f": "\x00\x01\x02" + r.line() + "\x00" + r.line()}) }},
	{"content/line-ends", func(r *Repo) {
		r.main(memrepo.Files{
			"crlf": "a\r\n" + strings.TrimSuffix(r.line(), "\n") + "\r\nb\r\n", "cr": "a\r" + strings.TrimSuffix(r.line(), "\n") + "\rb",
			"none": "a\n" + strings.TrimSuffix(r.line(), "\n"), "bom": "\xef\xbb\xbf" + r.line(), "not utf-8": "\xff\xfe\xfd \xc3" + r.line(),
		})
	}},
	{"content/long-line", func(r *Repo) {
		fill := strings.Repeat("0123456789abcdef ", 20_000)
		r.main(memrepo.Files{"f": fill + r.line()[:50] + fill + "\"" + r.secret() + "\"" + fill})
	}},
	{"content/at-every-window", func(r *Repo) {
		var text strings.Builder
		for range 200 {
			text.WriteString(strings.Repeat("x ", 997) + r.line())
		}
		r.main(memrepo.Files{"f": text.String()})
	}},
	{"content/same-blob-at-many-paths", func(r *Repo) {
		files := make(memrepo.Files)
		line := r.line()
		for i := range 500 {
			files["d/"+strings.Repeat("x", i+1)] = line
		}
		r.main(files)
	}},
	{"content/removed-at-once", func(r *Repo) {
		id := r.main(memrepo.Files{"f": r.line(), "g": "x"})
		r.main(memrepo.Files{"f": "clean\n"}, id)
	}},
	{"content/moved-and-edited", func(r *Repo) {
		line := r.line()
		id := r.main(memrepo.Files{"old name": "a\n" + line})
		r.main(memrepo.Files{"new name": "b\n" + line + r.line()}, id)
	}},
	{"content/names-in-either-case", func(r *Repo) { r.main(memrepo.Files{"File": r.line(), "file": r.line(), "FILE": r.line()}) }},
	{"content/lfs-pointer", func(r *Repo) {
		r.main(memrepo.Files{"f": r.line(), "big.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("ab", 32) + "\nsize 12345\n"})
		r.says("lfs-pointer")
	}},
	{"content/diff-like", func(r *Repo) {
		r.main(memrepo.Files{"f.patch": "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-" + r.line() + "+" + r.line() + "\\ No newline at end of file\ncommit " + strings.Repeat("0", 40) + "\n" + r.line()})
	}},
	{"content/empty-files", func(r *Repo) { r.main(memrepo.Files{"a": "", "b": "", "c": r.line()}) }},
	{"content/in-messages", func(r *Repo) {
		tree := r.Tree(memrepo.Files{"f": "text\n"})
		id := r.Put(objects.Commit, "tree "+tree.String()+"\nauthor "+r.secret()+" <a@example.com> 1577836800 +0000\ncommitter A <"+r.secret()+"@example.com> 1577836800 +0000\n"+
			"gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\nx-build "+r.secret()+"\nmergetag object "+tree.String()+"\n type tree\n tag x\n \n "+r.secret()+"\n\nMessage\n\n"+r.line())
		r.ref("refs/heads/main", id)
		r.says("outside-of-files")
	}},
}

// wide returns text in UTF-16.
func wide(text string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}
