package gosource

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// environ returns the environment of the go command: the caller's own, or the
// strict one for code from strangers.
func (s *scan) environ(ctx context.Context) ([]string, error) {
	// An entry without "=" is nothing to the go command, but not all of its
	// callers expect one.
	env := slices.DeleteFunc(slices.Clone(s.baseEnv()), func(kv string) bool { return !strings.Contains(kv, "=") })
	if !s.opts.Untrusted {
		return env, nil
	}
	return strictEnviron(ctx, env)
}

// keptFromUser are the variables that the strict environment takes over: what
// the platform needs to start a process, and which platform is meant.
var keptFromUser = []string{
	"GOOS", "GOARCH", "GOAMD64", "GOARM", "GOARM64", "GO386", "GOEXPERIMENT",
	"TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SystemRoot", "WINDIR", "windir", "COMSPEC", "PATHEXT",
}

// strictEnviron returns an environment in which the go command starts nothing
// but its own compilers and fetches nothing. Under it a module cannot
//
//   - have another toolchain downloaded and run (GOTOOLCHAIN=local),
//   - have modules fetched or version control run (GOPROXY=off, GOVCS, -buildvcs=false,
//     which otherwise starts what core.fsmonitor in .git/config names),
//   - have a C compiler run, whose errors quote the files that #include names (CGO_ENABLED=0),
//   - be loaded by a program of its choice (GOPACKAGESDRIVER=off),
//   - leave anything in the user's build cache.
//
// The user's module cache is read, so modules that are there resolve.
func strictEnviron(ctx context.Context, user []string) ([]string, error) {
	// The working directory must not be the stranger's: a toolchain line in its
	// go.mod would switch the go command before it answers.
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOROOT", "GOMODCACHE", "GOPATH")
	cmd.Dir = os.TempDir()
	cmd.Env = append(slices.Clone(user), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=", "PWD="+cmd.Dir)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ask the go command for its directories: %w", err)
	}
	var dirs struct{ GOROOT, GOMODCACHE, GOPATH string }
	if err := json.Unmarshal(out, &dirs); err != nil {
		return nil, fmt.Errorf("read the answer of `go env`: %w", err)
	}
	cache, err := strictCache()
	if err != nil {
		return nil, err
	}
	env := []string{
		"PATH=" + filepath.Join(dirs.GOROOT, "bin"),
		"GOROOT=" + dirs.GOROOT,
		"GOMODCACHE=" + dirs.GOMODCACHE,
		"GOPATH=" + dirs.GOPATH,
		"GOCACHE=" + cache,
		"GOENV=off",
		"GO111MODULE=on",
		"GOTOOLCHAIN=local",
		"GOPROXY=off",
		"GOSUMDB=off",
		"GOVCS=*:off",
		"GOAUTH=off",
		"CGO_ENABLED=0",
		"GOPACKAGESDRIVER=off",
		"GOFLAGS=-buildvcs=false -mod=readonly",
	}
	for _, key := range keptFromUser {
		if value := envValue(user, key); value != "" {
			env = append(env, key+"="+value)
		}
	}
	return env, nil
}

// strictCache returns the build cache for code from strangers. Its entries are
// keyed by content, so scans can share it; it only must not be the user's own.
func strictCache() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir() // no home directory
	}
	dir := filepath.Join(base, "launchlint", "go-build-untrusted")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("create the build cache for untrusted code: %w", err)
	}
	return dir, nil
}

// loadEnviron returns the environment for one load.
func (s *scan) loadEnviron(l *load) []string {
	env := slices.Clip(s.env)
	if l.gowork != "" {
		env = append(env, "GOWORK="+l.gowork)
	}
	if s.opts.Untrusted && vendored(l.dir) {
		// With a vendor directory everything is in the tree: the go command's own
		// choice is then -mod=vendor, which fetches nothing either.
		env = append(env, "GOFLAGS=-buildvcs=false")
	}
	return env
}

func vendored(dir string) bool { return isFile(filepath.Join(dir, "vendor", "modules.txt")) }
