package worktree

import (
	"path"
	"strings"
)

// holdsSecrets reports whether a file of that name is where people keep local
// credentials. Such files are scanned even when they are ignored: ignoring them
// keeps them out of the repository, not away from backups, images and other
// users of the machine. The other ignored files (build output, caches, editors'
// state) are left out and counted.
func holdsSecrets(name string) bool {
	name = strings.ToLower(name)
	if secretNames[name] || secretExtensions[path.Ext(name)] {
		return true
	}
	return name == ".env" || strings.HasPrefix(name, ".env.") || strings.HasPrefix(name, ".env-") || strings.HasPrefix(name, ".env_") ||
		strings.HasSuffix(name, ".tfvars.json") || strings.HasPrefix(name, "terraform.tfstate.")
}

var secretExtensions = map[string]bool{
	".env":        true, // prod.env
	".envrc":      true,
	".pem":        true,
	".key":        true,
	".ppk":        true, // PuTTY
	".tfvars":     true,
	".tfstate":    true, // Terraform writes generated passwords in plain text
	".kubeconfig": true,
}

var secretNames = map[string]bool{
	".envrc": true, "id_rsa": true, "id_dsa": true, "id_ecdsa": true, "id_ed25519": true,
	".npmrc": true, ".yarnrc.yml": true, ".pypirc": true, ".netrc": true, "_netrc": true, ".pgpass": true, ".my.cnf": true,
	".git-credentials": true, ".dockercfg": true, ".dockerconfigjson": true, "kubeconfig": true, ".vault-token": true,
	"credentials": true, "credentials.json": true, "secrets.json": true, "secrets.yml": true, "secrets.yaml": true, "secrets.toml": true,
	"service-account.json": true, "serviceaccount.json": true, "master.key": true,
}

// dependencyDirs are directories that tools fill with other people's files. An
// ignored one is not entered, not even for names that hold secrets elsewhere: the
// keys in there are test data of packages. A tracked file in it is still scanned.
var dependencyDirs = map[string]bool{
	"node_modules": true, "bower_components": true, "jspm_packages": true, "vendor": true,
	".venv": true, "venv": true, "site-packages": true, "__pycache__": true, ".tox": true, ".nox": true, ".mypy_cache": true, ".pytest_cache": true,
	".gradle": true, ".m2": true, "pods": true, ".yarn": true, ".pnpm-store": true, ".bundle": true, ".cargo": true, ".direnv": true,
}

// cacheTag marks a directory as a cache: https://bford.info/cachedir/.
const cacheTag = "CACHEDIR.TAG"
