package config

import (
	_ "embed"
	"slices"
)

//go:embed template.yaml
var template []byte

// Template returns a commented launchlint.yaml to start from. It means Default.
func Template() []byte { return slices.Clone(template) }
