package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/worktree"
)

const (
	// keyVariable names the environment variable that holds the identity key: equal
	// secrets have equal hashes under the same key, wherever they stand. Without it
	// the id of the repository's root commit is the key, which all clones share, and
	// without that they are told apart by their place.
	keyVariable = "LAUNCHLINT_SECRET_KEY"
	// gitleaksConfig and gitleaksIgnore are where gitleaks looks for its files.
	gitleaksConfig = ".gitleaks.toml"
	gitleaksIgnore = ".gitleaksignore"
	// maxGitleaks bounds these files, in bytes.
	maxGitleaks = 4 << 20
)

// secretFlags say how files are searched for secrets.
type secretFlags struct {
	gitleaksConfig string
	maxFileSize    string
}

func (s *secretFlags) register(f *pflag.FlagSet) {
	f.StringVar(&s.gitleaksConfig, "gitleaks-config", "", "gitleaks configuration `file` in TOML (default "+gitleaksConfig+" at the root, when it exists)")
	f.StringVar(&s.maxFileSize, "max-file-size", "", "leave files above this `size` unread, such as 10MiB (default 256MiB, where such a file makes the scan incomplete)")
}

// A detection is how secrets are looked for in one target.
type detection struct {
	// files says how files are read.
	files worktree.Options
	// detector is the one in files, and from what it was made of.
	detector *secrets.Detector
	from     secrets.Options
}

// detection builds the detector for one target, and says how it is to be used.
func (s *secretFlags) detection(env *Env, policy suppress.Policy, target scanners.Target, repo *repoFiles) (*detection, error) {
	found := &detection{
		files: worktree.Options{Getenv: env.getenv, IndexFile: env.path(env.getenv("GIT_INDEX_FILE"))},
		from:  secrets.Options{DecodeDepth: cmp.Or(policy.Config.Secrets.DecodeDepth, -1)},
	}
	o, d := &found.files, &found.from
	if err := s.setSize(o, policy); err != nil {
		return nil, err
	}
	d.Key, o.SharedKey = repo.key()
	file := s.gitleaksFile(env, policy, target, repo)
	var err error
	if d.Config, err = file.read(env); err != nil {
		return nil, err
	}
	if repo.trusted() {
		if err := readIgnore(repo, d, o); err != nil {
			return nil, err
		}
	}
	detector, err := secrets.New(*d)
	if err != nil {
		return nil, err
	}
	for _, line := range detector.Unknown() {
		o.Notices = append(o.Notices, scanners.Notice{ID: "gitleaks-config", Level: rules.Warning, Message: line})
	}
	if d.Config != nil && file.root != "" {
		if err := noteMissing(detector, env.rel(file.path), o); err != nil {
			return nil, err
		}
	}
	o.Detector, found.detector = detector, detector
	return found, nil
}

// setSize settles above which size a file is left unread. That is known to
// whoever asked for it; a limit that nobody asked for, or that the scanned
// repository sets, makes the scan incomplete.
func (s *secretFlags) setSize(o *worktree.Options, policy suppress.Policy) error {
	size := policy.Config.Secrets.MaxFileSize
	o.SizeAsked = (policy.File == "" || policy.Trusted) && size != config.Default().Secrets.MaxFileSize
	if s.maxFileSize != "" {
		if err := size.UnmarshalText([]byte(s.maxFileSize)); err != nil {
			return fmt.Errorf("--max-file-size: %w", err)
		}
		o.SizeAsked = true
	}
	o.MaxFileSize = int64(size)
	return nil
}

// A gitleaksFile is a gitleaks configuration that may be read.
type gitleaksFile struct {
	files    *repoFiles
	path     string // absolute; empty for none
	required bool
	// root is set when the scanned repository and no one else names the file: it
	// may then only be one of its own, since what is wrong with it is quoted.
	root string
}

// gitleaksFile returns the gitleaks configuration that counts: the flag's, the
// one that launchlint.yaml names, or the one at the root.
func (s *secretFlags) gitleaksFile(env *Env, policy suppress.Policy, target scanners.Target, files *repoFiles) gitleaksFile {
	root := ""
	if policy.File != "" {
		root = target.Root
	}
	switch {
	case s.gitleaksConfig != "":
		return gitleaksFile{files: files, path: env.path(s.gitleaksConfig), required: true}
	case policy.Config.Secrets.Config != "":
		dir := filepath.Dir(env.path(policy.Config.File()))
		return gitleaksFile{files: files, path: filepath.Join(dir, filepath.FromSlash(policy.Config.Secrets.Config)), required: true, root: root}
	case files.trusted():
		return gitleaksFile{files: files, path: filepath.Join(target.Root, gitleaksConfig), root: target.Root}
	}
	return gitleaksFile{}
}

// read returns the configuration, nil for none.
func (f *gitleaksFile) read(env *Env) (*secrets.Config, error) {
	if f.path == "" {
		return nil, nil
	}
	data, err := f.bytes(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !f.required:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read gitleaks configuration %s: no such file%s", env.rel(f.path), f.files.where())
	case err != nil:
		return nil, fmt.Errorf("read gitleaks configuration: %w", err)
	}
	return &secrets.Config{Name: env.rel(f.path), Data: data, Load: func(name string) ([]byte, error) {
		// gitleaks takes extend.path from where it is started, people write it from
		// where the file stands.
		name = filepath.FromSlash(name)
		if beside := filepath.Join(filepath.Dir(f.path), name); !filepath.IsAbs(name) {
			if f.files.has(beside) {
				return f.bytes(beside)
			}
		}
		return f.bytes(env.path(name))
	}}, nil
}

// bytes reads the file or one that it extends.
func (f *gitleaksFile) bytes(path string) ([]byte, error) {
	if real, err := f.files.real(path); f.root != "" && err == nil {
		if rel, err := filepath.Rel(f.root, real); err != nil || !filepath.IsLocal(rel) {
			return nil, fmt.Errorf("%s leads out of the repository that names it; name it by --gitleaks-config", filepath.Base(path))
		}
	}
	data, err := f.files.read(path, maxGitleaks)
	if err == nil && len(data) > maxGitleaks {
		err = fmt.Errorf("%s is larger than %d bytes", path, maxGitleaks)
	}
	return data, err
}

// noteMissing says which of the default rules the repository's own configuration
// does without: nobody else may know.
func noteMissing(d *secrets.Detector, name string, o *worktree.Options) error {
	full, err := secrets.New(secrets.Options{})
	if err != nil {
		return err
	}
	has := make(map[string]bool)
	for _, r := range d.Rules() {
		has[r.ID] = true
	}
	missing, first := 0, ""
	for _, r := range full.Rules() {
		if !has[r.ID] {
			missing++
			first = cmp.Or(first, r.ID)
		}
	}
	if missing > 0 {
		o.Notices = append(o.Notices, scanners.Notice{
			ID: "gitleaks-config", Level: rules.Warning,
			Message: fmt.Sprintf("%s does without %d of the default rules (%s first); --no-repo-config scans with all of them", name, missing, first),
		})
	}
	return nil
}

// readIgnore reads the root's .gitleaksignore, when there is one.
func readIgnore(repo *repoFiles, d *secrets.Options, o *worktree.Options) error {
	file := gitleaksFile{files: repo, path: filepath.Join(repo.root, gitleaksIgnore), root: repo.root}
	data, err := file.bytes(file.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", gitleaksIgnore, err)
	}
	list, malformed := secrets.ParseIgnore(data)
	d.Ignore = list
	if repo.from == nil {
		o.IgnoreFile = gitleaksIgnore
	}
	for _, m := range malformed {
		o.Notices = append(o.Notices, scanners.Notice{
			ID: "malformed-suppression", Level: rules.Warning,
			Location: &scanners.Location{Path: gitleaksIgnore, StartLine: m.Line},
			Message:  "this line ignores nothing: " + m.Why,
		})
	}
	return nil
}
