package secrets

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// An allowList is an AllowList made ready.
type allowList struct {
	*AllowList
	commits map[string]bool
	paths   *lazyRegexp // the alternatives as one expression; nil for none
	regexes *lazyRegexp
	stop    *words.Set // nil for none
}

func compileAllowList(a *AllowList, limits Limits) (*allowList, error) {
	if len(a.Commits)+len(a.Paths)+len(a.Regexes)+len(a.StopWords) == 0 {
		return nil, errors.New("it lists nothing: give it commits, paths, regexes or stopwords")
	}
	switch a.Target {
	case "", "match", "line":
	default:
		return nil, fmt.Errorf("regexTarget %q: want secret, match or line", a.Target)
	}
	list := &allowList{AllowList: a}
	var err error
	if list.paths, err = joinRegexps(a.Paths, limits, a.byUser); err != nil {
		return nil, fmt.Errorf("paths: %w", err)
	}
	if list.regexes, err = joinRegexps(a.Regexes, limits, a.byUser); err != nil {
		return nil, fmt.Errorf("regexes: %w", err)
	}
	if len(a.Commits) > 0 {
		list.commits = make(map[string]bool, len(a.Commits))
		for _, c := range a.Commits {
			list.commits[strings.ToLower(strings.TrimSpace(c))] = true
		}
	}
	if len(a.StopWords) > 0 {
		list.stop = words.NewSet(a.StopWords)
	}
	return list, nil
}

// joinRegexps makes one expression of many, each checked by itself first: the
// join must not give a meaning to what has none alone, such as "a)(b".
func joinRegexps(sources []string, limits Limits, bounded bool) (*lazyRegexp, error) {
	if len(sources) == 0 {
		return nil, nil
	}
	for _, s := range sources {
		if _, err := newRegexp(s, limits, bounded); err != nil {
			return nil, err
		}
	}
	return newRegexp("(?:"+strings.Join(sources, "|")+")", limits, false)
}

// A place is where a fragment stands, as far as allow-lists care.
type place struct{ path, commit string }

func (a *allowList) commitAllowed(p place) bool {
	return p.commit != "" && a.commits[strings.ToLower(p.commit)]
}

func (a *allowList) pathAllowed(p place) bool {
	return p.path != "" && a.paths != nil && a.paths.get().MatchString(p.path)
}

// coversPlace reports whether a excludes everything at p, whatever stands there.
func (a *allowList) coversPlace(p place) bool {
	if p.path == "" && p.commit == "" {
		return false
	}
	if !a.All {
		return a.commitAllowed(p) || a.pathAllowed(p)
	}
	if a.regexes != nil || a.stop != nil {
		return false
	}
	return a.placeHolds(p)
}

// placeHolds reports whether the commit and path criteria that a has hold.
func (a *allowList) placeHolds(p place) bool {
	if a.commits != nil && !a.commitAllowed(p) {
		return false
	}
	return a.paths == nil || a.pathAllowed(p)
}

// A candidate is a match that is not yet known to be a secret.
type candidate struct {
	secret, match []byte
	line          lineText
}

// covers reports whether a excludes c at p.
func (a *allowList) covers(c *candidate, p place) bool {
	if !a.All {
		return a.regexAllowed(c) || a.stopAllowed(c)
	}
	if !a.placeHolds(p) {
		return false
	}
	if a.regexes != nil && !a.regexAllowed(c) {
		return false
	}
	return a.stop == nil || a.stopAllowed(c)
}

func (a *allowList) stopAllowed(c *candidate) bool {
	return a.stop != nil && len(c.secret) > 0 && a.stop.In(c.secret)
}

func (a *allowList) regexAllowed(c *candidate) bool {
	if a.regexes == nil {
		return false
	}
	switch a.Target {
	case "match":
		return matchesNonEmpty(a.regexes.get(), c.match)
	case "line":
		return c.line.allowed(a)
	}
	return matchesNonEmpty(a.regexes.get(), c.secret)
}

func matchesNonEmpty(re *regexp.Regexp, text []byte) bool {
	return len(text) > 0 && re.Match(text)
}
