package portaltest

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rulesPlanted are the rules that the portal shows, without those on
// deployment files, which may grow.
var rulesPlanted = []string{
	"cookieflags/host-prefix",
	"cookieflags/httponly",
	"cookieflags/samesite",
	"cookieflags/samesite-none",
	"cookieflags/secure",
	"cookieflags/store-defaults",
	"corsorigin/allow-func-true",
	"corsorigin/default-open",
	"corsorigin/loose-match",
	"corsorigin/null-origin",
	"corsorigin/reflected",
	"corsorigin/wildcard",
	"corsorigin/wildcard-credentials",
	"stackleak/debug-switch",
	"stackleak/internal-error",
	"stackleak/stack",
	"tenantscope/child-of-other-parent",
	"tenantscope/client-tenant",
	"tenantscope/ignored-scope",
	"tenantscope/mass-assignment",
	"tenantscope/sibling-guard",
	"tenantscope/unscoped-list",
	"tenantscope/unscoped-read",
	"tenantscope/unscoped-write",
	"tenantscope/widened-scope",
	"tenantscope/wrong-object",
}

// TestMarks requires of every flaw a twin, a row in the portal's README and a
// subtest that proves it, and of every twin a flaw.
func TestMarks(t *testing.T) {
	twins := map[string]int{}
	for _, m := range portalMarks(t) {
		if m.kind == "TWIN" {
			twins[m.rule]++
		}
	}
	flaws := planted(t)
	proofs := read(t, "internal/app/*_test.go")
	readme := read(t, "README.md")
	var code []string
	for _, rule := range slices.Sorted(maps.Keys(flaws)) {
		if twins[rule] == 0 {
			t.Errorf("%s has no TWIN", rule)
		}
		if strings.HasPrefix(rule, "deploy/") {
			continue
		}
		code = append(code, rule)
		if !bytes.Contains(readme, []byte("| `"+rule+"` |")) {
			t.Errorf("README.md of the portal has no row for %s", rule)
		}
		if !bytes.Contains(proofs, []byte(`"`+rule+`": func(`)) {
			t.Errorf("no subtest of the portal proves %s", rule)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(twins)) {
		if flaws[rule] == nil {
			t.Errorf("%s has a TWIN and no FLAW", rule)
		}
	}
	if !slices.Equal(code, rulesPlanted) {
		t.Errorf("planted are %q, want %q", code, rulesPlanted)
	}
}

// read returns the files of the portal that match, one after the other.
func read(t *testing.T, pattern string) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(portalDir, filepath.FromSlash(pattern)))
	if err != nil || len(names) == 0 {
		t.Fatalf("no file matches %s: %v", pattern, err)
	}
	var out []byte
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, src...)
	}
	return out
}

// TestPortal vets the portal and runs its tests, which prove that it works and
// that each of its flaws can be used.
func TestPortal(t *testing.T) {
	if testing.Short() {
		t.Skip("builds another module")
	}
	needModules(t)
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		if out, err := goTool(t, args...).CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

// needModules skips the test where the portal's modules are neither cached nor
// to be had, and fails it there when CI=true.
func needModules(t *testing.T) {
	t.Helper()
	why := unavailable(t)
	if why == "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("the portal's modules are not cached and cannot be downloaded:\n%s", why)
	}
	t.Skipf("the portal's modules are not cached and cannot be downloaded:\n%s", why)
}

// unavailable returns the go tool's words when it cannot provide the modules
// that the portal requires, and "" when it can. A go.mod that cannot be read
// and a sum that does not match are the portal's fault and fail the test.
func unavailable(t *testing.T) string {
	t.Helper()
	if out, err := goTool(t, "mod", "edit", "-json").CombinedOutput(); err != nil {
		t.Fatalf("go mod edit -json: %v\n%s", err, out)
	}
	out, err := goTool(t, "mod", "download").CombinedOutput()
	if err == nil {
		return ""
	}
	for _, fault := range []string{"SECURITY ERROR", "checksum mismatch", "missing go.sum entry"} {
		if bytes.Contains(out, []byte(fault)) {
			t.Fatalf("go mod download: %v\n%s", err, out)
		}
	}
	return string(out)
}

// goTool returns a go command in the portal's directory, outside any workspace.
func goTool(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = portalDir
	cmd.Env = append(cmd.Environ(), "GOWORK=off")
	return cmd
}
