package worktree

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// What can happen to a scan, and the way out of it. The ids are stable.
var (
	noRepository = &trouble.Kind{
		ID: "no-repository", Level: rules.Note,
		Text: "there is no git repository here: every file is scanned, and .gitignore files are not applied",
	}
	unreadRepository = &trouble.Kind{
		ID: "unreadable-repository", Level: rules.Warning,
		Text: "the git repository here cannot be read (%s): every file is scanned, and .gitignore files are not applied; repair it, or scan where it is whole",
		More: "%d further repositories cannot be read",
	}
	unreadIndex = &trouble.Kind{
		ID: "unreadable-index", Level: rules.Error, Incomplete: true,
		Text: "the git index cannot be read (%s), so ignored files were left out that may be tracked; repair it (`git reset` writes a new one) and scan again",
		More: "the indexes of %d further repositories cannot be read",
	}
	unreadPatterns = &trouble.Kind{
		ID: "unreadable-ignore-file", Level: rules.Warning,
		Text: "this ignore file cannot be read (%s) and is not applied: more is scanned than git would show",
		More: "%d further ignore files cannot be read",
	}
	unreadFile = &trouble.Kind{
		ID: "unreadable-file", Level: rules.Error, Incomplete: true,
		Text: "this file was not scanned to its end (%s); make it readable for the user who scans, or have git ignore it",
		More: "%d further files were not scanned to their end",
	}
	unreadDirectory = &trouble.Kind{
		ID: "unreadable-directory", Level: rules.Error, Incomplete: true,
		Text: "this directory was not scanned (%s); make it readable for the user who scans, or have git ignore it",
		More: "%d further directories were not scanned",
	}
	unreadIgnored = &trouble.Kind{
		ID: "unreadable-ignored", Level: rules.Note,
		Text: "this cannot be read (%s); git ignores it, so only local credential files would have been scanned",
		More: "%d further ignored files and directories cannot be read",
	}
	vanished = &trouble.Kind{
		ID: "vanished", Level: rules.Note,
		Text: "this was gone when it was to be read; scan a tree that is not being changed to have it included",
		More: "%d further files and directories were gone when they were to be read",
	}
	changed = &trouble.Kind{
		ID: "changed-while-read", Level: rules.Note,
		Text: "this file was %s while it was read; what was read is scanned",
		More: "%d further files changed while they were read",
	}
	tooLarge = &trouble.Kind{
		ID: "too-large", Level: rules.Error, Incomplete: true,
		Text: "this file was not scanned: it is larger than %s; raise --max-file-size, or have git ignore it",
		More: "%d further files were not scanned because they are too large",
	}
	tooLargeAsAsked = &trouble.Kind{
		ID: "too-large", Level: rules.Note,
		Text: "this file was not scanned: it is larger than --max-file-size %s",
		More: "%d further files are larger than --max-file-size",
	}
	tooDeep = &trouble.Kind{
		ID: "too-deep", Level: rules.Error, Incomplete: true,
		Text: "this directory was not entered: its path is too long or too deep; scan it by itself",
		More: "%d further directories were not entered",
	}
	directoryLoop = &trouble.Kind{
		ID: "directory-loop", Level: rules.Warning,
		Text: "this directory contains itself and was not entered again",
		More: "%d further directories contain themselves",
	}
	submodule = &trouble.Kind{
		ID: "submodule", Level: rules.Note,
		Text: "this submodule is a repository of its own and was not scanned; scan it by itself",
		More: "%d further submodules were not scanned",
	}
	ignoredRepository = &trouble.Kind{
		ID: "ignored-repository", Level: rules.Note,
		Text: "this repository lies in an ignored place and was not scanned; scan it by itself",
		More: "%d further repositories in ignored places were not scanned",
	}
	pointer = &trouble.Kind{
		ID: "lfs-pointer", Level: rules.Note,
		Text: "this is a Git LFS pointer: the content is elsewhere and was not scanned; `git lfs pull` brings it here",
		More: "%d further files are Git LFS pointers",
	}
	packed = &trouble.Kind{
		ID: "archive", Level: rules.Warning,
		Text: "not all that this archive holds was scanned (%s); unpack it and scan that",
		More: "%d further archives were not scanned in full",
	}
	manyMatches = &trouble.Kind{
		ID: "too-many-matches", Level: rules.Error, Incomplete: true,
		Text: "%s further matches in this file are not listed; have git ignore generated files, or split the file",
		More: "%d further files have more matches than are listed",
	}
	exhausted = &trouble.Kind{
		ID: "scan-limit", Level: rules.Error, Incomplete: true,
		Text: "this file takes too long to scan and was not scanned to its end by %s; have git ignore it if it is generated",
		More: "%d further files were not scanned to their end by every rule",
	}
	fault = &trouble.Kind{
		ID: "scanner-fault", Level: rules.Error, Incomplete: true,
		Text: "the scanner broke on this file (%s) and did not scan it to its end; please report this",
		More: "the scanner broke on %d further files",
	}
	malformedComment = &trouble.Kind{
		ID: "malformed-suppression", Level: rules.Warning,
		Text: "%s",
		More: "%d further comments suppress nothing",
	}
)
