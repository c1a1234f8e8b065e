//go:build tools

package tools

import (
	_ "github.com/BurntSushi/toml"
	_ "github.com/go-git/go-git/v5/plumbing/format/index"
	_ "github.com/goccy/go-yaml"
	_ "github.com/owenrumney/go-sarif/v2/sarif"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/spf13/cobra"
	_ "github.com/zricethezav/gitleaks/v8/config"
	_ "github.com/zricethezav/gitleaks/v8/detect"
	_ "golang.org/x/term"
	_ "golang.org/x/tools/go/analysis/checker"
	_ "golang.org/x/tools/go/packages"
)
