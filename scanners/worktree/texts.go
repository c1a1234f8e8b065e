package worktree

import "github.com/launchlint/launchlint/rules"

// What can happen to a scan, and the way out of it. The ids are stable.
var (
	noRepository = &trouble{
		id: "no-repository", level: rules.Note,
		text: "there is no git repository here: every file is scanned, and .gitignore files are not applied",
	}
	unreadRepository = &trouble{
		id: "unreadable-repository", level: rules.Warning,
		text: "the git repository here cannot be read (%s): every file is scanned, and .gitignore files are not applied; repair it, or scan where it is whole",
		more: "%d further repositories cannot be read",
	}
	unreadIndex = &trouble{
		id: "unreadable-index", level: rules.Error, incomplete: true,
		text: "the git index cannot be read (%s), so ignored files were left out that may be tracked; repair it (`git reset` writes a new one) and scan again",
		more: "the indexes of %d further repositories cannot be read",
	}
	unreadPatterns = &trouble{
		id: "unreadable-ignore-file", level: rules.Warning,
		text: "this ignore file cannot be read (%s) and is not applied: more is scanned than git would show",
		more: "%d further ignore files cannot be read",
	}
	unreadFile = &trouble{
		id: "unreadable-file", level: rules.Error, incomplete: true,
		text: "this file was not scanned to its end (%s); make it readable for the user who scans, or have git ignore it",
		more: "%d further files were not scanned to their end",
	}
	unreadDirectory = &trouble{
		id: "unreadable-directory", level: rules.Error, incomplete: true,
		text: "this directory was not scanned (%s); make it readable for the user who scans, or have git ignore it",
		more: "%d further directories were not scanned",
	}
	unreadIgnored = &trouble{
		id: "unreadable-ignored", level: rules.Note,
		text: "this cannot be read (%s); git ignores it, so only local credential files would have been scanned",
		more: "%d further ignored files and directories cannot be read",
	}
	vanished = &trouble{
		id: "vanished", level: rules.Note,
		text: "this was gone when it was to be read; scan a tree that is not being changed to have it included",
		more: "%d further files and directories were gone when they were to be read",
	}
	changed = &trouble{
		id: "changed-while-read", level: rules.Note,
		text: "this file was %s while it was read; what was read is scanned",
		more: "%d further files changed while they were read",
	}
	tooLarge = &trouble{
		id: "too-large", level: rules.Error, incomplete: true,
		text: "this file was not scanned: it is larger than %s; raise --max-file-size, or have git ignore it",
		more: "%d further files were not scanned because they are too large",
	}
	tooLargeAsAsked = &trouble{
		id: "too-large", level: rules.Note,
		text: "this file was not scanned: it is larger than --max-file-size %s",
		more: "%d further files are larger than --max-file-size",
	}
	tooDeep = &trouble{
		id: "too-deep", level: rules.Error, incomplete: true,
		text: "this directory was not entered: its path is too long or too deep; scan it by itself",
		more: "%d further directories were not entered",
	}
	directoryLoop = &trouble{
		id: "directory-loop", level: rules.Warning,
		text: "this directory contains itself and was not entered again",
		more: "%d further directories contain themselves",
	}
	submodule = &trouble{
		id: "submodule", level: rules.Note,
		text: "this submodule is a repository of its own and was not scanned; scan it by itself",
		more: "%d further submodules were not scanned",
	}
	ignoredRepository = &trouble{
		id: "ignored-repository", level: rules.Note,
		text: "this repository lies in an ignored place and was not scanned; scan it by itself",
		more: "%d further repositories in ignored places were not scanned",
	}
	pointer = &trouble{
		id: "lfs-pointer", level: rules.Note,
		text: "this is a Git LFS pointer: the content is elsewhere and was not scanned; `git lfs pull` brings it here",
		more: "%d further files are Git LFS pointers",
	}
	manyMatches = &trouble{
		id: "too-many-matches", level: rules.Error, incomplete: true,
		text: "%s further matches in this file are not listed; have git ignore generated files, or split the file",
		more: "%d further files have more matches than are listed",
	}
	exhausted = &trouble{
		id: "scan-limit", level: rules.Error, incomplete: true,
		text: "this file takes too long to scan and was not scanned to its end by %s; have git ignore it if it is generated",
		more: "%d further files were not scanned to their end by every rule",
	}
	fault = &trouble{
		id: "scanner-fault", level: rules.Error, incomplete: true,
		text: "the scanner broke on this file (%s) and did not scan it to its end; please report this",
		more: "the scanner broke on %d further files",
	}
	malformedComment = &trouble{
		id: "malformed-suppression", level: rules.Warning,
		text: "%s",
		more: "%d further comments suppress nothing",
	}
)
