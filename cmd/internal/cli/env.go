package cli

import "io"

// An Env is what a command may touch of the process: tests hand in their own.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Dir is the absolute working directory that relative arguments start from.
	Dir string
	// Getenv reads an environment variable.
	Getenv func(string) string
}
