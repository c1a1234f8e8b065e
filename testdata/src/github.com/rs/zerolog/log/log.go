// Package log is a stub with the signatures of github.com/rs/zerolog/log.
package log
