// Package config holds settings from outside and their defaults.
package config

import (
	"encoding/json"
	"flag"
	"os"
	"strings"

	"github.com/spf13/viper"
)

func probe(any) {}

func getenv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}

func lookup(key, fallback string) string {
	v, ok := os.LookupEnv(key)
	if !ok {
		return fallback
	}
	return v
}

func named(key, fallback string) (value string) {
	value = os.Getenv(key)
	if len(value) == 0 {
		value = fallback
	}
	return
}

func env(dev bool) {
	probe(os.Getenv("ORIGIN"))                                  // want `{config0\(ORIGIN default none\)}`
	probe(getenv("ORIGIN", "*"))                                // want `{config0\(ORIGIN default "\*"\)}`
	probe(lookup("ORIGIN", "*"))                                // want `{config0\(ORIGIN default "\*"\)}`
	probe(named("ORIGIN", "*"))                                 // want `{config0\(ORIGIN default "\*"\)}`
	probe(strings.Split(getenv("ORIGINS", "https://a,*"), ",")) // want `{config0\(ORIGINS default \[{"https://a"} {"\*"}\]\)}`
	origin := os.Getenv("ORIGIN")
	if origin == "" {
		origin = "*"
	}
	probe(origin) // want `{config0\(ORIGIN default "\*"\)}`
	unrelated := os.Getenv("ORIGIN")
	if dev {
		unrelated = "*"
	}
	probe(unrelated) // want `{config0\(ORIGIN default none\)\? \| "\*"\?}`
}

var (
	cors  = flag.String("cors", "*", "allowed origin")
	dev   bool
	other string
)

func init() {
	flag.BoolVar(&dev, "dev", true, "development mode")
	flag.StringVar(&other, "other", getenv("OTHER", "x"), "")
}

func flags() {
	probe(*cors)                               // want `{config1\(cors default "\*"\)}`
	probe(dev)                                 // want `{config1\(dev default true\)}`
	probe(other)                               // want `{config1\(other default "x"\)}`
	probe(*flag.Bool("local", false, "usage")) // want `{config1\(local default false\)}`
}

func stores() {
	viper.SetDefault("cors.origin", "*")
	probe(viper.GetString("cors.origin")) // want `{config2\(cors.origin default "\*"\)}`
	probe(viper.GetString("absent"))      // want `{config2\(absent default none\)}`
}

// Settings is filled by a decoder.
type Settings struct {
	Origins []string `env:"ORIGINS" envDefault:"*"`
	Secure  bool     `envconfig:"SECURE" default:"true"`
	Host    string   `env:"HOST, default=localhost"`
	File    string   `yaml:"file"`
	Body    string   `json:"body"`
	Nested  struct {
		Origin string `mapstructure:"origin" default:"*"`
	}
}

func tags(s *Settings) {
	probe(s.Origins)       // want `{config3\(ORIGINS default \[{"\*"}\]\)}`
	probe(s.Secure)        // want `{config3\(SECURE default true\)}`
	probe(s.Host)          // want `{config3\(HOST default "localhost"\)}`
	probe(s.File)          // want `{config3\(file default none\)}`
	probe(s.Body)          // want `{opaque`
	probe(s.Nested.Origin) // want `{config3\(origin default "\*"\)}`
}

type fileSettings struct {
	Origin string `yaml:"origin"`
}

func decoded(data []byte) {
	c := fileSettings{Origin: "*"}
	_ = json.Unmarshal(data, &c)
	probe(c.Origin) // want `{config3\(origin default "\*"\)}`
}
