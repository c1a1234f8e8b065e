package objects

import "testing"

func TestIsTemporary(t *testing.T) {
	for name, want := range map[string]bool{
		".tmp-4711-pack-0123.pack": true,
		"tmp_pack_a1B2c3":          true,
		"pack-0123.pack":           false,
		"backup.pack":              false,
		"restored-tmp_.pack":       false,
	} {
		if got := isTemporary(name); got != want {
			t.Errorf("isTemporary(%q) = %v, want %v", name, got, want)
		}
	}
}
