package usage

import (
	"bytes"
	"strings"
)

const (
	shortest = 5  // bytes of an identifier
	longest  = 64 // more is no name that somebody has typed
	// reach is how many bytes before a secret are looked at.
	reach = 2048
	// above is how many lines above are looked at for what a secret is called when its
	// own line says "value" or nothing at all.
	above = 3
)

// generic are words that say nothing of which credential is meant: all uses of
// "password" are not uses of this one. Underscores and hyphens are left out.
var generic = wordSet(`password passwords passwd passphrase pass pwd secret secrets token tokens key keys apikey apikeys
	auth authorization authentication bearer basic credential credentials login user username userid email account
	value values default name names data string strings text content contents body header headers message param params
	config configs conf settings options env environment variable variables url urls uri dsn host hostname path
	private public privatekey publickey secretkey accesskey accesstoken cert certificate hash salt
	admin administrator root guest example sample dummy test tests input output result args return const static final export local bytes char`)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// isName reports whether a word can stand for one credential.
func isName(word string) bool {
	if len(word) < shortest || len(word) > longest {
		return false
	}
	if c := word[0]; '0' <= c && c <= '9' {
		return false
	}
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(word))
	return !generic[plain] && strings.ContainsFunc(plain, func(c rune) bool { return 'a' <= c && c <= 'z' })
}

// A span is a part of a text, [from, to).
type span struct{ from, to int }

// nameOf returns what a text calls the secret at an offset: the environment
// variable, key, constant or flag that it is given to. It is empty when the text
// gives it no name, or one that would say nothing. What stands in one of the taken
// spans is no name: that is a secret itself, such as the first half of a pair.
func nameOf(text []byte, at int, taken []span) string {
	if at < 0 || at > len(text) {
		return ""
	}
	start := lineStart(text, at)
	name, said := assigned(text, start, at, taken)
	for range above {
		if name != "" || said || start == 0 {
			return name
		}
		end := start - 1
		start = lineStart(text, end)
		name, said = declared(text, start, end, taken)
	}
	return name
}

func lineStart(text []byte, at int) int {
	low := max(0, at-reach)
	return low + bytes.LastIndexByte(text[low:at], '\n') + 1
}

// assigned finds the name in text[from:to], which ends where a value begins: the
// nearest word before a sign of assignment that says something. said is set when
// another name says where to look no further: only "value" and the like, or
// nothing at all, send a reader to the lines above.
func assigned(text []byte, from, to int, taken []span) (name string, said bool) {
	for p := to - 1; p >= from; p-- {
		if !assigns(text, from, p, to) {
			if text[p] == ',' || text[p] == ';' {
				break // of another value
			}
			continue
		}
		word, at := wordBefore(text, from, p)
		if isType(word) {
			word, at = wordBefore(text, from, at)
		}
		if isName(word) && !overlaps(taken, at, at+len(word)) {
			return word, true
		}
		said = said || word != "" && !isPlaceholder(word)
	}
	if !said {
		name = fromInstruction(string(text[from:to]))
	}
	return name, said
}

// assigns reports whether the byte at p parts a name from a value that follows.
func assigns(text []byte, from, p, to int) bool {
	next := byte(0)
	if p+1 < to {
		next = text[p+1]
	}
	switch text[p] {
	case '=':
		return next != '=' // the last of ==, !=, :=, =>
	case '>':
		return p > from && text[p-1] == '='
	case ':':
		// Not at the end of a text in quotes, as in "user:" + password.
		return p+1 == to || next == ' ' || next == '\t' || isQuote(next) && bytes.Count(text[from:p], []byte{next})%2 == 0
	case ',':
		return isFirstArgument(bytes.TrimRight(text[from:p], " \t"))
	}
	return false
}

// isFirstArgument reports whether a text ends in a word in quotes that is the first
// argument of a call, as in Setenv("NAME", "value"). In a list of values the one
// before is no name, and may be another secret.
func isFirstArgument(text []byte) bool {
	if len(text) == 0 || !isQuote(text[len(text)-1]) {
		return false
	}
	quote := text[len(text)-1]
	before := bytes.LastIndexByte(text[:len(text)-1], quote)
	return before > 0 && text[before-1] == '(' && isWord(string(text[before+1:len(text)-1]))
}

func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// wordBefore returns the word that ends before p, without quotes and brackets, and
// where it begins. Of a chain such as config.stripe.key it is the last part.
func wordBefore(text []byte, from, p int) (word string, at int) {
	end := p
	for end > from && strings.IndexByte(" \t:=!?\"'`])}", text[end-1]) >= 0 {
		end--
	}
	at = end
	for at > from && isWordByte(text[at-1]) {
		at--
	}
	for at < end && text[at] == '-' { // of a flag
		at++
	}
	return string(text[at:end]), at
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// isType reports whether a word is a type that can stand behind a name.
func isType(word string) bool {
	switch strings.ToLower(word) {
	case "string", "str", "bytes", "byte", "text":
		return true
	}
	return false
}

// isPlaceholder reports whether a key stands for another one, which is above it:
// "- name: X" and then "value: …".
func isPlaceholder(word string) bool {
	switch strings.ToLower(word) {
	case "value", "default", "stringvalue":
		return true
	}
	return false
}

// declared finds the name in a whole line above a secret: name: NAME, or variable
// "NAME" {, or NAME: | before a block.
func declared(text []byte, from, to int, taken []span) (name string, said bool) {
	line := bytes.TrimSpace(text[from:to])
	if len(line) == 0 {
		return "", true
	}
	if key, rest, ok := bytes.Cut(bytes.TrimLeft(line, "- \t\"'{"), []byte(":")); ok {
		if word := strings.Trim(string(rest), " \t\"',"); strings.Trim(string(key), "\"' ") == "name" && isWord(word) && isName(word) {
			return word, true
		}
	}
	if fields := strings.Fields(string(line)); len(fields) >= 2 && fields[0] == "variable" {
		if word := strings.Trim(fields[1], "\"{"); isWord(word) && isName(word) {
			return word, true
		}
	}
	// What opens a block ends the line before the value.
	open := bytes.TrimRight(line, "|>-+\"'`( \t")
	if heredoc := bytes.LastIndex(open, []byte("<<")); heredoc >= 0 {
		open = bytes.TrimRight(open[:heredoc], " \t")
	}
	if len(open) == len(line) && open[len(open)-1] != '=' {
		return "", false
	}
	begin := from + bytes.Index(text[from:to], line)
	return assigned(text, begin, begin+len(open), taken)
}

func isWord(s string) bool {
	for i := range len(s) {
		if !isWordByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// fromInstruction finds the name in "ENV NAME " and the like, where a blank
// assigns.
func fromInstruction(before string) string {
	fields := strings.Fields(before)
	if len(fields) < 2 || before[len(before)-1] != ' ' && !isQuote(before[len(before)-1]) {
		return ""
	}
	switch word := fields[1]; {
	case fields[0] != "ENV" && fields[0] != "ARG" && fields[0] != "setx" && fields[0] != "setenv":
		return ""
	case isWord(word) && isName(word):
		return word
	}
	return ""
}

func overlaps(taken []span, from, to int) bool {
	for _, t := range taken {
		if from < t.to && t.from < to {
			return true
		}
	}
	return false
}
