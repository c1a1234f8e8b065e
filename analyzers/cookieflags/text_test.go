package cookieflags

import (
	"go/constant"
	"go/types"
	"testing"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

func TestParseSetCookie(t *testing.T) {
	for _, test := range []struct {
		text string
		// want holds Secure, HttpOnly and SameSite: + on, - off, ? unknown.
		want string
		name string
	}{
		{"sid=1", "---", "sid"},
		{"sid=1; Secure; HttpOnly; SameSite=Lax", "+++", "sid"},
		{"sid=1;secure;httponly;samesite=NONE", "+++", "sid"},
		{" sid = 1 ; Secure", "+--", "sid"},
		{"sid=1; SameSite", "---", "sid"},
		{"sid=1; SameSite=" + gap, "--?", "sid"},
		{"sid=" + gap, "---", "sid"},
		{"sid=" + gap + "; HttpOnly", "-+-", "sid"},
		{"sid=" + gap + "." + gap + "; HttpOnly", "-+-", "sid"},
		{"sid=a" + gap, "???", "sid"},
		{"sid=1; Path=/" + gap, "???", "sid"},
		{"sid=1; Path=" + gap, "---", "sid"},
		{"sid=1; Expires=" + gap + "; Secure", "+--", "sid"},
		{"sid=1; " + gap, "???", "sid"},
		{"sid=1; Secure" + gap, "+??", "sid"},
		{gap + "=" + gap + "; HttpOnly", "-+-", ""},
	} {
		c := parseSetCookie(test.text)
		got := ""
		for _, a := range attributes {
			switch f := c.flag(a, nil); f.state {
			case on:
				got += "+"
			case off:
				got += "-"
			default:
				got += "?"
			}
		}
		if got != test.want {
			t.Errorf("parseSetCookie(%q) has flags %s, want %s", test.text, got, test.want)
		}
		if names := c.names(); len(names) > 0 && names[0] != test.name || len(names) == 0 && test.name != "" {
			t.Errorf("parseSetCookie(%q) has names %q, want %q", test.text, names, test.name)
		}
	}
	for _, text := range []string{"", gap, "Secure", "sid; Path=/"} {
		if parseSetCookie(text) != nil {
			t.Errorf("parseSetCookie(%q) knows something", text)
		}
	}
}

func TestExpand(t *testing.T) {
	text := func(s string) values.Set {
		return values.Set{{Value: values.Const{Val: constant.MakeString(s), Type: types.Typ[types.String]}}}
	}
	number := values.Set{{Value: values.Const{Val: constant.MakeInt64(60), Type: types.Typ[types.Int]}}}
	for _, test := range []struct {
		format   string
		operands []values.Set
		want     string
	}{
		{"sid=%s; Secure", []values.Set{unknownSet("x")}, "sid=" + gap + "; Secure"},
		{"%s=%s; Max-Age=%d", []values.Set{text("sid"), unknownSet("x"), number}, "sid=" + gap + "; Max-Age=60"},
		{"%-10.3f%%", []values.Set{unknownSet("x")}, gap + "%"},
		{"%s", nil, gap},
	} {
		if got := expand(test.format, test.operands); got != test.want {
			t.Errorf("expand(%q) = %q, want %q", test.format, got, test.want)
		}
	}
}
