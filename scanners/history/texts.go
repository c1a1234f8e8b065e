package history

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// What was in scope and not read. The ids are stable.
var (
	damagedRef = &trouble.Kind{
		ID: "damaged-ref", Level: rules.Error, Incomplete: true,
		Text: "a ref names no object (%s): what only it leads to was not scanned; repair or delete it (`git fsck` lists such refs) and scan again",
		More: "%d further refs name no object",
	}
	damagedStore = &trouble.Kind{
		ID: "damaged-storage", Level: rules.Error, Incomplete: true,
		Text: "a part of the object database cannot be read (%s): objects may be missing; run `git fsck`, and fetch again what it lists",
		More: "%d further parts of the object database cannot be read",
	}
	missing = &trouble.Kind{
		ID: "missing-object", Level: rules.Error, Incomplete: true,
		Text: "an object is not in this repository (%s) and was not scanned; fetch it, or scan a clone that has it",
		More: "%d further objects are missing",
	}
	promised = &trouble.Kind{
		ID: "promised-object", Level: rules.Error, Incomplete: true,
		Text: "a partial clone left an object with its remote (%s), so it was not scanned; missing promisor objects are fetched by `git fetch --refetch --no-filter`",
		More: "%d further missing promisor objects are with the remote",
	}
	damaged = &trouble.Kind{
		ID: "damaged-object", Level: rules.Error, Incomplete: true,
		Text: "an object is damaged (%s) and was not scanned; run `git fsck`, and scan a clone that is whole",
		More: "%d further objects are damaged",
	}
	malformed = &trouble.Kind{
		ID: "malformed-object", Level: rules.Error, Incomplete: true,
		Text: "an object is not what its kind demands (%s): what it names beyond that was not scanned; `git fsck` says what is wrong with it",
		More: "%d further objects are malformed",
	}
	tooLarge = &trouble.Kind{
		ID: "too-large", Level: rules.Error, Incomplete: true,
		Text: "an object is over the limit (%s) and was not scanned; raise --max-file-size",
		More: "%d further objects are over the limit",
	}
	tooLargeAsAsked = &trouble.Kind{
		ID: "too-large", Level: rules.Note,
		Text: "a blob is larger than --max-file-size (%s) and was not scanned",
		More: "%d further blobs are larger than --max-file-size",
	}
	manyMatches = &trouble.Kind{
		ID: "too-many-matches", Level: rules.Error, Incomplete: true,
		Text: "more matches than are listed (%s); split the file, or allow-list what is generated",
		More: "%d further objects have more matches than are listed",
	}
	exhausted = &trouble.Kind{
		ID: "scan-limit", Level: rules.Error, Incomplete: true,
		Text: "an object takes too long to scan and was not scanned to its end (%s)",
		More: "%d further objects were not scanned to their end by every rule",
	}
	fault = &trouble.Kind{
		ID: "scanner-fault", Level: rules.Error, Incomplete: true,
		Text: "the scanner broke on an object (%s) and did not scan it to its end; please report this",
		More: "the scanner broke on %d further objects",
	}
	cutEntries = &trouble.Kind{
		ID: "tree-limit", Level: rules.Error, Incomplete: true,
		Text: "%s trees have more entries than are read: what the others name was not scanned",
	}
	accounting = &trouble.Kind{
		ID: "accounting", Level: rules.Error, Incomplete: true,
		Text: "%s: an object was neither scanned nor counted; please report this",
	}
)

// What is out of scope, or not as it seems, and everything that is in it was read.
var (
	shallow = &trouble.Kind{
		ID: "shallow", Level: rules.Warning,
		Text: "this is a shallow clone: history is cut off at %s, and what is older was not scanned; `git fetch --unshallow` brings it here",
	}
	grafts = &trouble.Kind{
		ID: "grafts", Level: rules.Note,
		Text: "%s commits have other parents by grafts or replacements: the real history was scanned",
	}
	logged = &trouble.Kind{
		ID: "reflog", Level: rules.Note,
		Text: "%s objects that only reflogs name were not scanned: --reflog includes them",
	}
	unreachable = &trouble.Kind{
		ID: "unreachable", Level: rules.Note,
		Text: "no ref leads to %s objects, and they were not scanned: --reflog and --unreachable include them",
	}
	underWay = &trouble.Kind{
		ID: "work-under-way", Level: rules.Note,
		Text: "what merges, rebases, fetches and the like have left (%s) was scanned as well",
	}
	stashes = &trouble.Kind{
		ID: "stash", Level: rules.Note,
		Text: "%s entries of the stash were scanned as well",
	}
	outside = &trouble.Kind{
		ID: "outside-of-files", Level: rules.Note,
		Text: "secrets stand in messages and headers, or in the names of people, files and refs (%s times): no edit of a file removes them; rewrite those commits, and delete those refs",
	}
	narrowed = &trouble.Kind{
		ID: "narrowed", Level: rules.Note,
		Text: "only what is, or was, below %s was looked at, and no messages and names of people and refs: scan the top of the repository for all of the history",
	}
	submodules = &trouble.Kind{
		ID: "submodule", Level: rules.Note,
		Text: "this is, or was, a submodule: a repository of its own, which was not scanned; scan it by itself",
		More: "%d further submodules were not scanned",
	}
	pointer = &trouble.Kind{
		ID: "lfs-pointer", Level: rules.Note,
		Text: "this is a Git LFS pointer: the content is elsewhere and was not scanned; `git lfs fetch --all` brings it here",
		More: "%d further blobs are Git LFS pointers",
	}
	packed = &trouble.Kind{
		ID: "archive", Level: rules.Warning,
		Text: "not all that this archive holds, or held, was scanned (%s); unpack it and scan that",
		More: "%d further archives were not scanned in full",
	}
	cached = &trouble.Kind{
		ID: "cached", Level: rules.Note,
		Text: "what an earlier scan with the same rules has found in %s was not looked for again; --no-cache reads everything",
	}
	cacheTrouble = &trouble.Kind{
		ID: "cache", Level: rules.Note,
		Text: "what this scan found out is not kept for the next one (%s): look at the cache directory, or name another one by --cache",
	}
	cutPaths = &trouble.Kind{
		ID: "path-limit", Level: rules.Warning,
		Text: "trees stand in more directories than are followed (%s times): every blob was scanned, but not all paths of some are known",
	}
	cutChanges = &trouble.Kind{
		ID: "attribution-limit", Level: rules.Warning,
		Text: "%s commits, trees or lives of secrets are too large for every change to be looked at: all secrets are reported, but some places or commits of them may be missing",
	}
)
