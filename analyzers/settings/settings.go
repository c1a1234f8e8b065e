// Package settings gives analyzers their configuration. It is an analyzer whose
// result is the configuration, so every driver sets it in its own way: by the
// flag -settings.config=FILE under go vet and nogo, by -settings.inline=YAML in
// launchlint itself, which has decoded and checked the file already.
package settings

import (
	"fmt"
	"os"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/rules/config"
)

// Analyzer reads the configuration. Its result is a *config.Config; it reports
// nothing. Flags: config is a file's path, inline is a file's content and wins;
// both empty means the defaults.
var Analyzer = &analysis.Analyzer{
	Name:       "settings",
	Doc:        "read the launchlint configuration",
	ResultType: reflect.TypeFor[*config.Config](),
}

func init() {
	file := Analyzer.Flags.String("config", "", "path of launchlint.yaml; empty means the defaults")
	inline := Analyzer.Flags.String("inline", "", "content of launchlint.yaml; wins over -config")
	Analyzer.Run = func(*analysis.Pass) (any, error) {
		switch {
		case *inline != "":
			return config.Parse("launchlint.yaml", []byte(*inline))
		case *file == "":
			return config.Default(), nil
		}
		data, err := os.ReadFile(*file)
		if err != nil {
			return nil, fmt.Errorf("read configuration: %w", err)
		}
		return config.Parse(*file, data)
	}
}
