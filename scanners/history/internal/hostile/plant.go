package hostile

import (
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"
)

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// draw returns n letters and digits that depend on the case and on how many secrets
// it has already.
func (r *Repo) draw(n int) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(r.seed + "#" + strconv.Itoa(len(r.Plants))))
	random := rand.New(rand.NewPCG(h.Sum64(), 0x5eed))
	var b strings.Builder
	for range n {
		b.WriteByte(letters[random.IntN(len(letters))])
	}
	return b.String()
}

// secret returns a new secret, with the shape of a GitHub token, that must be found.
func (r *Repo) secret() string {
	value := "gh" + "p_" + r.draw(36)
	r.Plants = append(r.Plants, Plant{Value: value})
	return value
}

// lost returns a new secret that the case goes on to spoil or leave out.
func (r *Repo) lost() string {
	value := r.secret()
	r.Plants[len(r.Plants)-1].Lost = true
	return value
}

// line returns a line of a file with a new secret that must be found.
func (r *Repo) line() string { return "token = \"" + r.secret() + "\"\n" }

// lostLine returns one with a secret that is going to be lost.
func (r *Repo) lostLine() string { return "token = \"" + r.lost() + "\"\n" }

// key returns a private key of many lines that must be found, in its first lines
// and the others.
func (r *Repo) key() (head, tail string) {
	const dashes = "-----"
	body := ""
	for range 12 {
		body += r.draw(64) + "\n"
		r.Plants = append(r.Plants, Plant{Lost: true}) // the next line is another one
	}
	r.Plants = r.Plants[:len(r.Plants)-12]
	head = dashes + "BEGIN RSA PRIVATE " + "KEY" + dashes + "\n" + body
	tail = dashes + "END RSA PRIVATE " + "KEY" + dashes + "\n"
	r.Plants = append(r.Plants, Plant{Value: head + tail, Rule: "secret/private-key"})
	return head, tail
}
