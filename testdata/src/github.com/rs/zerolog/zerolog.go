// Package zerolog is a stub with the signatures of github.com/rs/zerolog.
package zerolog
