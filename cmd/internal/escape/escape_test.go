package escape

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"plain # text":                      "plain # text",
		"naïve 日本 😀":                        "naïve 日本 😀",
		"a\nb\tc\r":                         `a\nb\tc\r`,
		"\x1b[31mred\x1b[0m":                `\x1b[31mred\x1b[0m`,
		"\x1b]8;;http://e\x07":              `\x1b]8;;http://e\x07`,
		"del\x7f c1\u009b":                  `del\x7f c1\u009b`,
		"\u202egnp.exe":                     `\u202egnp.exe`,
		"a\u2066b\u2069\u200f\u061c":        `a\u2066b\u2069\u200f\u061c`,
		"tag\U000e0041":                     `tag\U000e0041`,
		"bad\xff\xc3":                       `bad\xff\xc3`,
		"::error::x":                        `\::error::x`,
		" \t::set-env name=x::y":            `\ \t::set-env name=x::y`,
		"\u00a0::debug::":                   "\\\u00a0::debug::",
		"a::b":                              "a::b",
		"##vso[task.setvariable]x":          `#\#vso[task.setvariable]x`,
		"see ##[group]x":                    `see #\#[group]x`,
		"###[error]":                        `##\#[error]`,
		"##teamcity[x]":                     `#\#teamcity[x]`,
		"## heading":                        "## heading",
		"family \U0001f468\u200d\U0001f469": "family \U0001f468\u200d\U0001f469",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q):\n got %q\nwant %q", in, got, want)
		}
	}
}

// ciCommand is what GitHub's and Azure's runners look for.
var ciCommand = regexp.MustCompile(`^[\s\p{Z}\x85]*::|##[A-Za-z]*\[`)

func FuzzText(f *testing.F) {
	for _, s := range []string{"::x", "\n::x", "##vso[", "#\x00#[", "\xff", "\u202e", " \u2028::", "####[", "##a##["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) {
			t.Errorf("Text(%q) = %q is not UTF-8", s, got)
		}
		for _, r := range got {
			if Unsafe(r) {
				t.Errorf("Text(%q) = %q holds %U", s, got, r)
			}
		}
		if ciCommand.MatchString(got) {
			t.Errorf("Text(%q) = %q gives a command", s, got)
		}
		if again := Text(got); again != got {
			t.Errorf("Text(%q) = %q, and again %q", s, got, again)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("[a](javascript:x) <b> | `code` @user #1 www.x.y\n\n# h")
	f.Fuzz(func(t *testing.T, s string) {
		got := Markdown(s)
		if html.UnescapeString(got) != Text(s) {
			t.Errorf("Markdown(%q) = %q does not read as %q", s, got, Text(s))
		}
		if i := strings.IndexAny(regexp.MustCompile(`&#\d+;`).ReplaceAllString(got, ""), "`*_{}[]<>()#+-.!|~@:&\\\"'=$^\n\r\t"); i >= 0 {
			t.Errorf("Markdown(%q) = %q leaves punctuation", s, got)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add("\u202e \U000e0041 \u009b \x7f é 😀")
	f.Fuzz(func(t *testing.T, s string) {
		text, err := json.Marshal(map[string]string{s: s})
		if err != nil {
			t.Fatal(err)
		}
		got := JSON(text)
		for _, r := range string(got) {
			if Unsafe(r) {
				t.Errorf("JSON(%s) = %q holds %U", text, got, r)
			}
		}
		var back map[string]string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("JSON(%s) = %q: %v", text, got, err)
		}
		for k, v := range back {
			if want := strings.ToValidUTF8(s, "\ufffd"); len([]rune(k)) != len([]rune(v)) || (utf8.ValidString(s) && k != want) {
				t.Errorf("JSON changed %q to %q", s, k)
			}
		}
	})
}

func FuzzURIPath(f *testing.F) {
	f.Add("a b/c%d#e?f:g\n\x1b\xff😀")
	f.Fuzz(func(t *testing.T, s string) {
		got := URIPath(s)
		back, err := url.PathUnescape(got)
		if err != nil || back != s {
			t.Errorf("URIPath(%q) = %q reads back as %q, %v", s, got, back, err)
		}
		if strings.ContainsAny(got, ":?#\\ ") {
			t.Errorf("URIPath(%q) = %q is not only a path", s, got)
		}
	})
}

func TestWorkflowCommands(t *testing.T) {
	in := "a%b\r\nc:d,e::f"
	if got, want := WorkflowData(in), "a%25b%0D%0Ac:d,e::f"; got != want {
		t.Errorf("data %q, want %q", got, want)
	}
	if got, want := WorkflowProperty(in), "a%25b%0D%0Ac%3Ad%2Ce%3A%3Af"; got != want {
		t.Errorf("property %q, want %q", got, want)
	}
}
