package secrets

import (
	"errors"
	"fmt"
	"slices"
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

// joinRegexps makes one expression of many, a user's each checked by itself first:
// the join must not give a meaning to what has none alone, such as "a)(b".
func joinRegexps(sources []string, limits Limits, bounded bool) (*lazyRegexp, error) {
	if len(sources) == 0 {
		return nil, nil
	}
	joined := "(?:" + strings.Join(sources, "|") + ")"
	if !bounded {
		return newOwnRegexp(joined), nil // half of the time that it takes to build a detector
	}
	for _, s := range sources {
		if _, err := newRegexp(s, limits, bounded); err != nil {
			return nil, err
		}
	}
	return newRegexp(joined, limits, false)
}

// checkLists errs on expressions of allow-lists that do not parse. Those that come
// with the detector are checked by its tests.
func checkLists(lists []AllowList, limits Limits) error {
	for _, a := range lists {
		for _, s := range slices.Concat(a.Paths, a.Regexes) {
			if _, err := newRegexp(s, limits, false); err != nil {
				return fmt.Errorf("allowlist: %w", err)
			}
		}
	}
	return nil
}

func (a *allowList) commitAllowed(s *search) bool {
	return s.f.Commit != "" && a.commits[strings.ToLower(s.f.Commit)]
}

func (a *allowList) pathAllowed(s *search) bool {
	return s.f.Path != "" && a.paths != nil && s.test(a.paths, []byte(s.f.Path))
}

// coversPlace reports whether a excludes everything in s's fragment, whatever
// stands there.
func (a *allowList) coversPlace(s *search) bool {
	if s.f.Path == "" && s.f.Commit == "" {
		return false
	}
	if !a.All {
		return a.commitAllowed(s) || a.pathAllowed(s)
	}
	if a.regexes != nil || a.stop != nil {
		return false
	}
	return a.placeHolds(s)
}

// placeHolds reports whether the commit and path criteria that a has hold.
func (a *allowList) placeHolds(s *search) bool {
	if a.commits != nil && !a.commitAllowed(s) {
		return false
	}
	return a.paths == nil || a.pathAllowed(s)
}

// A candidate is a match that is not yet known to be a secret.
type candidate struct {
	secret, match []byte
	line          lineText
}

// covers reports whether a excludes c.
func (a *allowList) covers(s *search, c *candidate) bool {
	if !a.All {
		return a.regexAllowed(s, c) || a.stopAllowed(c)
	}
	if !a.placeHolds(s) {
		return false
	}
	if a.regexes != nil && !a.regexAllowed(s, c) {
		return false
	}
	return a.stop == nil || a.stopAllowed(c)
}

func (a *allowList) stopAllowed(c *candidate) bool {
	return a.stop != nil && len(c.secret) > 0 && a.stop.In(c.secret)
}

func (a *allowList) regexAllowed(s *search, c *candidate) bool {
	if a.regexes == nil {
		return false
	}
	switch a.Target {
	case "match":
		return len(c.match) > 0 && s.test(a.regexes, c.match)
	case "line":
		return c.line.allowed(a)
	}
	return len(c.secret) > 0 && s.test(a.regexes, c.secret)
}
