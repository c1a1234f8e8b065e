// Package headers writes Set-Cookie by hand.
package headers

import (
	"fmt"
	"net/http"
	"strings"
)

func literal(w http.ResponseWriter, id string) {
	w.Header().Set("Set-Cookie", "sid=abc; HttpOnly; Secure; SameSite=Lax")
	w.Header().Set("set-cookie", "sid=abc; httponly; SECURE; samesite=strict; Path=/")
	w.Header().Add("Set-Cookie", "sid="+id+"; Path=/")                             // want `session cookie "sid" is written without Secure.*: add "; Secure"` `without HttpOnly.*: add "; HttpOnly"` `without SameSite`
	w.Header().Add("Set-Cookie", "sid="+id+"; Path=/; Secure; SameSite=None")   // want `without HttpOnly`
	w.Header().Add("Set-Cookie", "sid="+id+"; Path=/; HttpOnly; SameSite=None") // want `has SameSite=None without Secure`
	w.Header().Add("Set-Cookie", "sid=; Max-Age=0")
	w.Header().Add("Set-Cookie", "sid=x; Max-Age=0; Path=/")
	w.Header().Add("Set-Cookie", "sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
	w.Header().Add("Content-Type", "sid=abc")
}

func formatted(w http.ResponseWriter, id string, age int, attrs string) {
	w.Header().Add("Set-Cookie", fmt.Sprintf("sid=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax", id, age)) // want `session cookie "sid" is written without Secure`
	w.Header().Add("Set-Cookie", fmt.Sprintf("%s=%s; HttpOnly; SameSite=Lax; Secure", "sid", id))
	w.Header().Add("Set-Cookie", fmt.Sprintf("sid=%s; HttpOnly; SameSite=Lax%s", id, attrs))
	w.Header().Add("Set-Cookie", fmt.Sprintf("sid=%s.%s; HttpOnly; SameSite=Lax", id, id)) // want `without Secure`
	w.Header().Add("Set-Cookie", "sid="+id+attrs)
	w.Header().Add("Set-Cookie", strings.Join([]string{"sid=" + id, "HttpOnly", "Secure"}, "; ")) // want `without SameSite`
}

func conditional(w http.ResponseWriter, id string, tls bool) {
	attrs := "; HttpOnly; SameSite=Lax"
	if tls {
		attrs += "; Secure"
	}
	w.Header().Add("Set-Cookie", "sid="+id+attrs)
}

func stringed(w http.ResponseWriter, id string) {
	c := http.Cookie{Name: "sid", Value: id, Secure: true, HttpOnly: true}
	w.Header().Add("Set-Cookie", c.String()) // want `session cookie "sid" is written without SameSite`
	c.SameSite = http.SameSiteLaxMode
	w.Header().Add("Set-Cookie", c.String())
}

func appended(w http.ResponseWriter, id string) {
	c := http.Cookie{Name: "sid", Value: id, Secure: true, HttpOnly: true}
	w.Header()["Set-Cookie"] = append(w.Header()["Set-Cookie"], c.String()) // want `session cookie "sid" is written without SameSite`
}

func mapped(w http.ResponseWriter, id string) map[string]string {
	w.Header()["Set-Cookie"] = []string{"sid=" + id + "; Secure; HttpOnly"} // want `without SameSite`
	return map[string]string{
		"Content-Type": "text/plain",
		"Set-Cookie":   "sid=" + id + "; HttpOnly; SameSite=Lax", // want `without Secure`
	}
}

// What another server said is passed on as it is.
func proxied(w http.ResponseWriter, upstream *http.Response) {
	for _, v := range upstream.Header["Set-Cookie"] {
		w.Header().Add("Set-Cookie", v)
	}
	for _, c := range upstream.Cookies() {
		http.SetCookie(w, c)
	}
}
