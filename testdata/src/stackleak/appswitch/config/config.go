// Package config reads settings.
package config

import (
	"os"
	"strconv"
)

type Config struct{ Debug, Trace, Verbose bool }

func Load() *Config {
	return &Config{
		Debug:   flag("APP_DEBUG", true),
		Trace:   flag("APP_TRACE", false),
		Verbose: os.Getenv("APP_VERBOSE") == "yes",
	}
}

func flag(name string, fallback bool) bool {
	if on, err := strconv.ParseBool(os.Getenv(name)); err == nil {
		return on
	}
	return fallback
}
