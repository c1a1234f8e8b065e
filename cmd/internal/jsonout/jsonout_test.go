package jsonout

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

var broken = &rules.Rule{ID: "fake/broken", Title: "Broken", Summary: "It breaks.", Severity: rules.Error, SecuritySeverity: "7.0", Confidence: rules.High, CWE: []int{79}, OWASP: "API8:2023", Checklist: "CORS"}

type planted func(scanners.Sink)

func (planted) Name() string         { return "planted" }
func (planted) Rules() []*rules.Rule { return []*rules.Rule{broken} }
func (p planted) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	p(s)
	return nil
}

func write(t *testing.T, emit func(scanners.Sink)) []byte {
	t.Helper()
	var out bytes.Buffer
	req := engine.Request{
		Scanners: []scanners.Scanner{planted(emit)}, Enabled: map[string]*rules.Rule{broken.ID: broken, "other": {ID: "other"}}, FailOn: rules.Warning,
		Sources: engine.NewSources(t.TempDir(), map[string][]byte{"a.go": []byte("one\ntwo\n")}),
	}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, Options{Version: "1.2.3"}))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func emitAll(s scanners.Sink) {
	at := scanners.Location{Path: "a.go", StartLine: 2, StartColumn: 1, EndLine: 2, EndColumn: 4}
	s.Finding(scanners.Finding{
		Rule: broken, Message: "two <is> broken\u202e\n\x1b", Location: at,
		Related:    []scanners.Related{{Location: scanners.Location{Path: "b"}, Message: "there"}},
		Flow:       []scanners.Step{{Location: at}},
		Fixes:      []scanners.Fix{{Message: "mend", Edits: []scanners.Edit{{Location: at, NewText: "2\xff"}}}},
		Provenance: scanners.Provenance{Source: "worktree", Untracked: true, GitIgnored: true},
		Secret:     &scanners.Secret{Redacted: "abcd… (20)", Hash: "0123"},
	})
	s.Finding(scanners.Finding{Rule: broken, Location: scanners.Location{Path: "\xfe"}, Suppression: &scanners.Suppression{Kind: "comment", Reason: "r", Location: &at}})
	s.Finding(scanners.Finding{Rule: broken, Severity: rules.Note, Confidence: rules.Low})
	s.Notice(scanners.Notice{ID: "unreadable-file", Message: "m", Incomplete: true, Location: &scanners.Location{Path: "c"}})
	s.Scanned("files", 3)
	s.Skipped("binary", 1)
}

const want = `{
  "version": 1,
  "tool": {
    "name": "launchlint",
    "version": "1.2.3"
  },
  "scanners": [
    "planted"
  ],
  "summary": {
    "active": 2,
    "suppressed": 1,
    "baselined": 0,
    "failing": 1,
    "failOn": "warning",
    "hiddenByRepository": 1,
    "scanned": {
      "files": 3
    },
    "skipped": {
      "binary": 1
    },
    "notAssessed": [],
    "complete": false,
    "exitCode": 3
  },
  "rules": [
    {
      "id": "fake/broken",
      "title": "Broken",
      "summary": "It breaks.",
      "url": "https://github.com/launchlint/launchlint/blob/main/docs/rules/fake/broken.md",
      "severity": "error",
      "securitySeverity": "7.0",
      "confidence": "high",
      "cwe": [
        79
      ],
      "owasp": "API8:2023",
      "checklist": "CORS"
    }
  ],
  "findings": [
    {
      "rule": "fake/broken",
      "severity": "note",
      "confidence": "low",
      "message": "",
      "fingerprints": {
        "baseline": "B:1",
        "line": "L:1"
      }
    },
    {
      "rule": "fake/broken",
      "severity": "error",
      "confidence": "high",
      "message": "two <is> broken\u202e\n\u001b",
      "location": {
        "path": "a.go",
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 4
      },
      "related": [
        {
          "location": {
            "path": "b"
          },
          "message": "there"
        }
      ],
      "flow": [
        {
          "location": {
            "path": "a.go",
            "startLine": 2,
            "startColumn": 1,
            "endLine": 2,
            "endColumn": 4
          }
        }
      ],
      "fixes": [
        {
          "message": "mend",
          "edits": [
            {
              "location": {
                "path": "a.go",
                "startLine": 2,
                "startColumn": 1,
                "endLine": 2,
                "endColumn": 4
              },
              "newText": "2\ufffd",
              "newTextBase64": "Mv8="
            }
          ]
        }
      ],
      "secret": {
        "redacted": "abcd… (20)",
        "hash": "0123"
      },
      "source": "worktree",
      "untracked": true,
      "gitIgnored": true,
      "fingerprints": {
        "baseline": "B:1",
        "line": "L:1"
      }
    },
    {
      "rule": "fake/broken",
      "severity": "error",
      "confidence": "high",
      "message": "",
      "location": {
        "path": "\ufffd",
        "pathBase64": "/g=="
      },
      "fingerprints": {
        "baseline": "B:1",
        "line": "L:1"
      },
      "suppression": {
        "kind": "comment",
        "reason": "r",
        "location": {
          "path": "a.go",
          "startLine": 2,
          "startColumn": 1,
          "endLine": 2,
          "endColumn": 4
        }
      }
    }
  ],
  "notices": [
    {
      "id": "unreadable-file",
      "level": "warning",
      "message": "m",
      "location": {
        "path": "c"
      },
      "incomplete": true,
      "scanner": "planted"
    }
  ]
}
`

func TestForm(t *testing.T) {
	got := write(t, emitAll)
	for _, r := range string(got) {
		if escape.Unsafe(r) && r != '\n' {
			t.Errorf("holds %U", r)
		}
	}
	var log struct {
		Findings []struct{ Fingerprints fingerprints }
	}
	if err := json.Unmarshal(got, &log); err != nil {
		t.Fatal(err)
	}
	text := string(got)
	for _, f := range log.Findings {
		text = strings.Replace(text, f.Fingerprints.Baseline, "B:1", 1)
		text = strings.Replace(text, f.Fingerprints.Line, "L:1", 1)
	}
	if text != want {
		t.Errorf("got:\n%s", text)
	}
}

func TestEmpty(t *testing.T) {
	got := string(write(t, func(scanners.Sink) {}))
	for _, w := range []string{`"findings": []`, `"rules": []`, `"notices": []`, `"scanned": {}`, `"notAssessed": []`, `"complete": true`, `"exitCode": 0`} {
		if !strings.Contains(got, w) {
			t.Errorf("no %s in\n%s", w, got)
		}
	}
}

func TestFormIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../../docs/output.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[reflect.Type]bool)
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if !bytes.Contains(text, []byte("`"+name+"`")) {
				t.Errorf("docs/output.md does not say what `%s` of a %s is", name, typ.Name())
			}
			walk(typ.Field(i).Type)
		}
	}
	walk(reflect.TypeOf(report{}))
}
