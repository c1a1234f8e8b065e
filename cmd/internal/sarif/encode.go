package sarif

import (
	"bytes"
	"encoding/json"
	"fmt"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

const (
	version   = "2.1.0"
	schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// encode returns the log of one run: no nulls, no unsafe characters, keys and
// elements always in the same order.
func encode(run *model.Run) ([]byte, error) {
	var compact bytes.Buffer
	enc := json.NewEncoder(&compact)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(model.Report{Version: version, Schema: schemaURI, Runs: []*model.Run{run}}); err != nil {
		return nil, fmt.Errorf("encode SARIF: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, dropNulls(compact.Bytes()), "", " "); err != nil {
		return nil, fmt.Errorf("encode SARIF: %w", err)
	}
	return escape.JSON(out.Bytes()), nil
}

// dropNulls removes the members and elements that are null from compact JSON, as
// encoding/json writes it. The schema allows null almost nowhere, and the model
// has no way to leave such properties out.
func dropNulls(text []byte) []byte {
	out := make([]byte, 0, len(text))
	key := -1    // where in out the key of the current member begins; -1 in an array or before a key
	var up []int // the keys around it
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"':
			end := i + 1
			for text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			end++
			if end < len(text) && text[end] == ':' {
				key = len(out)
				end++
			}
			out = append(out, text[i:end]...)
			i = end
			continue
		case c == '{' || c == '[':
			up = append(up, key)
			key = -1
		case c == '}' || c == ']':
			key = up[len(up)-1]
			up = up[:len(up)-1]
			out = bytes.TrimSuffix(out, []byte(","))
		case c == ',':
			key = -1
			if last := out[len(out)-1]; last == ',' || last == '{' || last == '[' {
				i++ // what stood before it was dropped
				continue
			}
		case bytes.HasPrefix(text[i:], []byte("null")):
			if key >= 0 {
				out = out[:key]
			}
			i += len("null")
			continue
		}
		out = append(out, text[i])
		i++
	}
	return out
}
