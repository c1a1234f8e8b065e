package rules

// SecretFamily is the family of every rule about secrets.
const SecretFamily = "secret"

// A SecretRule is a rule of our own about secrets, beside gitleaks' default
// ones: what to say of it, how it matches, and examples that run as tests.
type SecretRule struct {
	*Rule
	// Pattern is a regular expression in Go's syntax (RE2).
	Pattern string
	// Keywords are in lower case; a text with none of them is not looked at.
	Keywords []string
	// Group is the capture group that holds the secret, 1-based; 0 means the first
	// group that took part in the match.
	Group int
	// Entropy is the bound in bits per character that the secret must exceed; 0 means none.
	Entropy float64
	// Path is a regular expression for the slash paths that are looked at; empty means all.
	Path string
	// Allow says which matches are none: any one suffices.
	Allow []SecretAllow
	// Yields reports whether the rule gives way to one that knows the issuer of
	// the same secret.
	Yields bool
	// Examples are found, in full; NegativeExamples are not.
	Examples, NegativeExamples []SecretExample
}

// A SecretAllow is one reason why a match is no secret. Its criteria are alternatives.
type SecretAllow struct {
	// Reason says what is let pass.
	Reason string `yaml:"reason"`
	// Target is what Regexes look at: "secret", "match" or "line".
	Target string `yaml:"target"`
	// Regexes are regular expressions, matched anywhere in the target.
	Regexes []string `yaml:"regexes"`
	// StopWords are looked for in the secret, in any case.
	StopWords []string `yaml:"stopwords"`
	// Paths are regular expressions for the slash paths that are let pass.
	Paths []string `yaml:"paths"`
}

// A SecretExample is a text as it could stand in a file, assembled from parts so
// that it stands in no file of ours.
type SecretExample struct {
	Text string
	// Path is the slash path of the file; may be empty.
	Path string
	// Secret is what the rule must find; empty in a negative example.
	Secret string
	// Line is the line of the example in the rule's file, 1-based.
	Line int
}
