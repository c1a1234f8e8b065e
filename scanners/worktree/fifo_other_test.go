//go:build !unix

package worktree

import "testing"

func makeFIFO(t *testing.T, _ string) { t.Helper(); t.Skip("no FIFOs on this system") }
