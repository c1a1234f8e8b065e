// Package gclplugin makes launchlint's analyzers a module plugin of golangci-lint
// (https://golangci-lint.run/docs/plugins/module-plugins/). It is a library:
// `golangci-lint custom` builds a golangci-lint that imports it. In
// .custom-gcl.yml:
//
//	version: v2.15.0
//	plugins:
//	  - module: github.com/launchlint/launchlint
//	    import: github.com/launchlint/launchlint/cmd/gclplugin
//	    version: latest
//
// and in .golangci.yml:
//
//	version: "2"
//	linters:
//	  enable: [launchlint]
//	  settings:
//	    custom:
//	      launchlint:
//	        type: module
//	        settings:
//	          configuration: # what launchlint.yaml would hold; or config: launchlint.yaml
//	            version: 1
package gclplugin

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/rules/config"
)

// Name is what golangci-lint knows the plugin by.
const Name = "launchlint"

func init() { register.Plugin(Name, New) }

// Settings are what .golangci.yml may hold for launchlint. Both empty means the
// default configuration: a launchlint.yaml that is not named here is not read.
type Settings struct {
	// Config is the path of a launchlint.yaml, relative to where golangci-lint is
	// started. golangci-lint does not know that its results depend on this file:
	// after a change of it, run `golangci-lint cache clean`.
	Config string `json:"config"`
	// Configuration is the content of a launchlint.yaml. It is part of the key of
	// golangci-lint's cache, as all of .golangci.yml is.
	Configuration json.RawMessage `json:"configuration"`
}

// New returns the plugin with the settings of .golangci.yml, which may be nil. It
// errs on settings that it does not know and on a configuration that launchlint
// would refuse. The settings are those of the process: the analyzers' flags hold
// them, and the last call wins.
func New(raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return nil, fmt.Errorf("read the settings of %s: %w", Name, err)
	}
	if err := s.apply(); err != nil {
		return nil, fmt.Errorf("read the settings of %s: %w", Name, err)
	}
	return plugin{}, nil
}

// apply checks the configuration and hands it to the analyzers.
func (s Settings) apply() error {
	inline := string(s.Configuration) // JSON is YAML
	if inline == "null" {
		inline = ""
	}
	file := s.Config
	switch {
	case file != "" && inline != "":
		return errors.New("config names a file and configuration holds the content of one: give one of them")
	case file != "":
		var err error
		if file, err = filepath.Abs(file); err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := config.Parse(s.Config, data); err != nil {
			return err
		}
	case inline != "":
		if _, err := config.Parse("configuration", []byte(inline)); err != nil {
			return err
		}
	}
	if err := settings.Analyzer.Flags.Set("config", file); err != nil {
		return err
	}
	return settings.Analyzer.Flags.Set("inline", inline)
}

// A plugin is launchlint as golangci-lint sees it.
type plugin struct{}

// BuildAnalyzers returns the suite. It does not err.
func (plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return slices.Clone(analyzers.Suite), nil
}

// GetLoadMode asks for packages with types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
