// Package log is a stub with the signatures of github.com/labstack/gommon/log.
package log

type JSON map[string]any

type Lvl uint8
