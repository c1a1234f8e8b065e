package corsorigin

import (
	"net"
	"net/url"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// anyone is an origin that shares nothing with what a program allows: code that
// lets it in lets every website in.
const (
	anyone     = "https://evil.test"
	anyoneHTTP = "http://evil.test"
)

// candidates returns hostile origins to try against code that mentions these
// texts: for each domain in them, names that an attacker can register and that a
// careless test takes for it.
func candidates(mentioned []string) []string {
	var out []string
	for _, s := range mentioned {
		if port := onlyPort.FindString(s); port != "" {
			out = append(out, anyone+port)
			continue
		}
		for _, d := range domains(s) {
			scheme := "https://"
			if strings.HasPrefix(s, "http://") {
				scheme = "http://"
			}
			host, port, hasPort := strings.Cut(d, ":")
			if hasPort {
				port = ":" + port
			}
			add := func(origin string) {
				// A name below the domain itself is its owner's.
				u, err := url.Parse(origin)
				if err != nil || !registrable(origin) || site(u.Hostname()) == site(host) && !shared(host) {
					return
				}
				if !slices.Contains(out, origin) {
					out = append(out, origin)
				}
			}
			add(scheme + host + ".evil.test")        // HasPrefix, Contains
			add(scheme + host + ".evil.test" + port) // the same with its port
			add(scheme + "evil" + host + port)       // HasSuffix without a dot
			add(scheme + d + "evil.test")            // HasPrefix up to a dot
			if shared(host) {
				add(scheme + "evil." + host + port)
			}
			if rest, ok := strings.CutSuffix(host, ".com"); ok {
				add(scheme + rest + ".co") // the allowed text contains the origin
			}
		}
	}
	return out
}

var onlyPort = regexp.MustCompile(`^:[0-9]{1,5}$`)

var domain = regexp.MustCompile(`(?i)(?:[a-z0-9_-]+\.)*[a-z0-9_-]+(?::[0-9]+)?`)

// domains returns the host names in a text such as "https://*.example.com",
// ".example.com" or `^https://example\.com$`.
func domains(s string) []string {
	if len(s) > maxPattern || strings.ContainsAny(s, " \n\t") {
		return nil
	}
	var out []string
	if _, after, ok := strings.Cut(s, "://"); ok {
		s = after
	}
	s = strings.ReplaceAll(s, `\`, "")
	for _, d := range domain.FindAllString(s, -1) {
		if len(d) > 2 && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// sharedHosts are domains below which anybody can have a site of their own.
var sharedHosts = []string{
	"amazonaws.com", "appspot.com", "azurewebsites.net", "cloudfront.net", "firebaseapp.com",
	"fly.dev", "github.io", "gitlab.io", "glitch.me", "herokuapp.com", "netlify.app", "ngrok.app",
	"ngrok.io", "ngrok-free.app", "onrender.com", "pages.dev", "railway.app", "repl.co", "run.app",
	"surge.sh", "trycloudflare.com", "up.railway.app", "vercel.app", "web.app", "workers.dev",
}

// shared reports whether anybody can have a name below host: a hosting service's
// domain, or a top-level domain.
func shared(host string) bool {
	return slices.Contains(sharedHosts, host) || slices.Contains([]string{"com", "org", "net", "dev", "app"}, host)
}

// registrable reports whether an attacker can have a page at that origin: it is
// well-formed, its host is a name with a top-level domain, and the name is not
// the program's own.
func registrable(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" || u.User != nil {
		return false
	}
	host := u.Hostname()
	labels := strings.Split(host, ".")
	if len(labels) < 2 || net.ParseIP(host) != nil || slices.Contains(labels, "") {
		return false
	}
	top := labels[len(labels)-1]
	return strings.IndexFunc(top, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 &&
		!slices.Contains([]string{"localhost", "local", "internal", "lan"}, top)
}

// samples returns texts that a pattern matches, and those likes of them, with a
// dot replaced, that are another registrable domain: what an unescaped dot lets in.
func samples(pattern string) (texts, likes []string) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || len(pattern) > maxPattern {
		return nil, nil
	}
	for _, n := range []int{0, 1} {
		s := sample(re.Simplify(), n)
		texts = append(texts, s)
		scheme, host, ok := strings.Cut(s, "://")
		if !ok {
			continue
		}
		for i := range host {
			if like := host[:i] + "x" + host[i+1:]; host[i] == '.' && site(like) != site(host) {
				likes = append(likes, scheme+"://"+like)
			}
		}
	}
	return texts, likes
}

// site is the part of a host that has one owner: its last two labels, or three
// below suffixes such as co.uk and com.br.
func site(host string) string {
	labels := strings.Split(host, ".")
	n := 2
	if len(labels) > 2 && len(labels[len(labels)-1]) == 2 &&
		slices.Contains([]string{"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"}, labels[len(labels)-2]) {
		n = 3
	}
	return strings.Join(labels[max(0, len(labels)-n):], ".")
}

// sample is a text that matches, with n repetitions where any number will do.
func sample(re *syntax.Regexp, n int) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		for _, r := range []rune{'a', '0', '.'} {
			for i := 0; i+1 < len(re.Rune); i += 2 {
				if re.Rune[i] <= r && r <= re.Rune[i+1] {
					return string(r)
				}
			}
		}
		if len(re.Rune) > 0 {
			return string(re.Rune[0])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "." // so that what an unescaped dot stands for is tried
	case syntax.OpCapture:
		return sample(re.Sub[0], n)
	case syntax.OpStar, syntax.OpQuest:
		return strings.Repeat(repeated(re.Sub[0], n), n)
	case syntax.OpPlus:
		return repeated(re.Sub[0], n)
	case syntax.OpRepeat:
		return strings.Repeat(repeated(re.Sub[0], n), min(max(re.Min, n), 8))
	case syntax.OpAlternate:
		return sample(re.Sub[min(n, len(re.Sub)-1)], n)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(sample(sub, n))
		}
		return b.String()
	}
	return ""
}

// repeated is a sample of what stands under a repetition: for any character at
// all, a letter.
func repeated(re *syntax.Regexp, n int) string {
	if re.Op == syntax.OpAnyChar || re.Op == syntax.OpAnyCharNotNL {
		return "a"
	}
	return sample(re, n)
}

// A gathering is what is found in a function to try against it.
type gathering struct {
	texts, likes []string
	seen         map[*ssa.Function]bool
}

func (g *gathering) text(s string) {
	if looksLikeHost(s) && !slices.Contains(g.texts, s) && len(g.texts) < 24 {
		g.texts = append(g.texts, s)
	}
}

// hostileOrigins returns the origins to try against fn: those that look like the
// constant texts that it, its literals and the helpers it calls test against.
func (a *analysis) hostileOrigins(fn *ssa.Function) []string {
	g := &gathering{texts: []string{placeholder, ownHost}, seen: make(map[*ssa.Function]bool)}
	a.gather(g, fn, 0)
	out := candidates(g.texts)
	for _, like := range g.likes {
		if registrable(like) && !slices.Contains(out, like) {
			out = append(out, like)
		}
	}
	return out
}

func (a *analysis) gather(g *gathering, fn *ssa.Function, depth int) {
	if g.seen[fn] || depth > 2 {
		return
	}
	g.seen[fn] = true
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.Call); ok {
				a.gatherCall(g, c)
				if callee := c.Call.StaticCallee(); callee != nil {
					a.gather(g, callee, depth+1)
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		a.gather(g, anon, depth)
	}
}

// gatherCall notes the constant texts that a test of strings is given.
func (a *analysis) gatherCall(g *gathering, c *ssa.Call) {
	f := values.Callee(&c.Call)
	if f == nil || f.Pkg() == nil {
		return
	}
	switch f.Pkg().Path() {
	case "strings", "path", "path/filepath", "regexp":
	default:
		return
	}
	var patterns []string
	for _, arg := range c.Call.Args {
		if !isText(arg.Type()) {
			continue
		}
		for _, it := range a.r.Value(arg) {
			if s, ok := values.StringOf(it.Value); ok {
				g.text(s)
				if f.Pkg().Path() == "regexp" {
					patterns = append(patterns, s)
				}
			}
		}
	}
	if re := values.Receiver(&c.Call); re != nil && f.Pkg().Path() == "regexp" {
		m := newMachine(a, world{})
		if p, ok := m.pattern(re, &activation{fn: c.Parent()}); ok {
			patterns = append(patterns, p)
		}
	}
	for _, p := range patterns {
		g.text(p)
		texts, likes := samples(p)
		for _, s := range texts {
			g.text(s)
		}
		g.likes = append(g.likes, likes...)
	}
}

func looksLikeHost(s string) bool {
	return len(s) > 3 && (strings.ContainsAny(s, ".:") || s == "localhost")
}
