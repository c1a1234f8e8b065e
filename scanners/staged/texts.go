package staged

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// What can happen to a scan, and the way out of it. The ids are stable.
var (
	unreadBlob = &trouble.Kind{
		ID: "unreadable-object", Level: rules.Error, Incomplete: true,
		Text: "what is staged here was not scanned (%s); add the file again, and see what git fsck says",
		More: "%d further staged files were not scanned",
	}
	promised = &trouble.Kind{
		ID: "promised-object", Level: rules.Error, Incomplete: true,
		Text: "what is staged here was left out of this partial clone and was not scanned; git fetches it when it is shown: git cat-file -p :FILE",
		More: "%d further staged files were left out of this partial clone",
	}
	unreadSparse = &trouble.Kind{
		ID: "unreadable-object", Level: rules.Error, Incomplete: true,
		Text: "this directory of the sparse index was not scanned (%s); git sparse-checkout disable expands it, and git fsck says what is damaged",
		More: "%d further directories of the sparse index were not scanned",
	}
	unreadHead = &trouble.Kind{
		ID: "unreadable-head", Level: rules.Error, Incomplete: true,
		Text: "what HEAD has here cannot be read (%s), so that all that is staged counts as added; repair the repository (git fsck names what is damaged) and scan again",
		More: "%d further directories of HEAD cannot be read",
	}
	unreadBefore = &trouble.Kind{
		ID: "unreadable-before", Level: rules.Note,
		Text: "the version before this one cannot be read (%s), so that all of its lines count as added",
		More: "the versions before %d further staged files cannot be read",
	}
	tooLarge = &trouble.Kind{
		ID: "too-large", Level: rules.Error, Incomplete: true,
		Text: "what is staged here was not scanned: it is larger than %s; raise --max-file-size, or keep the file out of the commit",
		More: "%d further staged files were not scanned because they are too large",
	}
	tooLargeAsAsked = &trouble.Kind{
		ID: "too-large", Level: rules.Note,
		Text: "what is staged here was not scanned: it is larger than --max-file-size %s",
		More: "%d further staged files are larger than --max-file-size",
	}
	submodule = &trouble.Kind{
		ID: "submodule", Level: rules.Note,
		Text: "this is a commit of a submodule, which is a repository of its own and was not scanned; scan it by itself",
		More: "%d further staged commits of submodules were not scanned",
	}
	pointer = &trouble.Kind{
		ID: "lfs-pointer", Level: rules.Note,
		Text: "this is a Git LFS pointer: the content is elsewhere and was not scanned; --worktree scans the file on the disk",
		More: "%d further staged files are Git LFS pointers",
	}
	packed = &trouble.Kind{
		ID: "archive", Level: rules.Warning,
		Text: "not all that this staged archive holds was scanned (%s); unpack it and scan that",
		More: "%d further staged archives were not scanned in full",
	}
	manyMatches = &trouble.Kind{
		ID: "too-many-matches", Level: rules.Error, Incomplete: true,
		Text: "%s further matches in this file are not listed; keep generated files out of the repository, or split the file",
		More: "%d further staged files have more matches than are listed",
	}
	exhausted = &trouble.Kind{
		ID: "scan-limit", Level: rules.Error, Incomplete: true,
		Text: "this file takes too long to scan and was not scanned to its end by %s; keep it out of the repository if it is generated",
		More: "%d further staged files were not scanned to their end by every rule",
	}
	fault = &trouble.Kind{
		ID: "scanner-fault", Level: rules.Error, Incomplete: true,
		Text: "the scanner broke on this file (%s) and did not scan it to its end; please report this",
		More: "the scanner broke on %d further staged files",
	}
	malformedComment = &trouble.Kind{
		ID: "malformed-suppression", Level: rules.Warning,
		Text: "%s",
		More: "%d further comments suppress nothing",
	}
)
