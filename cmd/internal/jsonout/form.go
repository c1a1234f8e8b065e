package jsonout

// The form of the report. docs/output.md says what each property means; a test
// keeps the two together.
type (
	report struct {
		Version  int       `json:"version"`
		Tool     tool      `json:"tool"`
		Scanners []string  `json:"scanners"`
		Summary  summary   `json:"summary"`
		Rules    []rule    `json:"rules"`
		Findings []finding `json:"findings"`
		Notices  []notice  `json:"notices"`
	}

	tool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}

	summary struct {
		Active             int            `json:"active"`
		Suppressed         int            `json:"suppressed"`
		Baselined          int            `json:"baselined"`
		Failing            int            `json:"failing"`
		FailOn             string         `json:"failOn,omitempty"`
		HiddenByRepository int            `json:"hiddenByRepository"`
		Scanned            map[string]int `json:"scanned"`
		Skipped            map[string]int `json:"skipped"`
		NotAssessed        []string       `json:"notAssessed"`
		Complete           bool           `json:"complete"`
		ExitCode           int            `json:"exitCode"`
	}

	rule struct {
		ID               string `json:"id"`
		Title            string `json:"title"`
		Summary          string `json:"summary"`
		URL              string `json:"url"`
		Severity         string `json:"severity"`
		SecuritySeverity string `json:"securitySeverity,omitempty"`
		Confidence       string `json:"confidence"`
		CWE              []int  `json:"cwe,omitempty"`
		OWASP            string `json:"owasp,omitempty"`
		Checklist        string `json:"checklist,omitempty"`
	}

	finding struct {
		Rule         string       `json:"rule"`
		Severity     string       `json:"severity"`
		Confidence   string       `json:"confidence"`
		Message      string       `json:"message"`
		Location     *location    `json:"location,omitempty"`
		Related      []place      `json:"related,omitempty"`
		Flow         []place      `json:"flow,omitempty"`
		Fixes        []fix        `json:"fixes,omitempty"`
		Secret       *secret      `json:"secret,omitempty"`
		Source       string       `json:"source,omitempty"`
		Untracked    bool         `json:"untracked,omitempty"`
		GitIgnored   bool         `json:"gitIgnored,omitempty"`
		History      *history     `json:"history,omitempty"`
		Fingerprints fingerprints `json:"fingerprints"`
		Suppression  *suppression `json:"suppression,omitempty"`
	}

	history struct {
		State       string     `json:"state"`
		FirstSeen   string     `json:"firstSeen,omitempty"`
		Introduced  int        `json:"introduced"`
		Occurrences int        `json:"occurrences,omitempty"`
		Commits     []string   `json:"commits,omitempty"`
		Refs        []string   `json:"refs,omitempty"`
		Exposures   []exposure `json:"exposures,omitempty"`
	}

	exposure struct {
		From string `json:"from"`
		To   string `json:"to,omitempty"`
	}

	location struct {
		Path        string `json:"path"`
		PathBase64  string `json:"pathBase64,omitempty"`
		StartLine   int    `json:"startLine,omitempty"`
		StartColumn int    `json:"startColumn,omitempty"`
		EndLine     int    `json:"endLine,omitempty"`
		EndColumn   int    `json:"endColumn,omitempty"`
	}

	place struct {
		Location *location `json:"location,omitempty"`
		Message  string    `json:"message,omitempty"`
	}

	fix struct {
		Message string `json:"message"`
		Edits   []edit `json:"edits"`
	}

	edit struct {
		Location      *location `json:"location"`
		NewText       string    `json:"newText"`
		NewTextBase64 string    `json:"newTextBase64,omitempty"`
	}

	secret struct {
		Redacted string `json:"redacted"`
		Hash     string `json:"hash,omitempty"`
	}

	fingerprints struct {
		Baseline string `json:"baseline"`
		Line     string `json:"line"`
	}

	suppression struct {
		Kind     string    `json:"kind"`
		Reason   string    `json:"reason,omitempty"`
		Location *location `json:"location,omitempty"`
	}

	notice struct {
		ID         string    `json:"id"`
		Level      string    `json:"level"`
		Message    string    `json:"message"`
		Location   *location `json:"location,omitempty"`
		Incomplete bool      `json:"incomplete"`
		Scanner    string    `json:"scanner,omitempty"`
	}
)
