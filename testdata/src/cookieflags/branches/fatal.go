package branches

import (
	"log"
	"net/http"
)

// The path on which the flag is not set does not come to the write: log.Fatal ends
// it. Every driver must know, whether it has facts of package log or not.
func fatal(w http.ResponseWriter, id string, ok bool) {
	c := &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if !ok {
		log.Fatal("no certificate")
	} else {
		c.Secure = true
	}
	http.SetCookie(w, c)
}

// One that logs and goes on does come to the write.
func printed(w http.ResponseWriter, id string, ok bool) {
	c := &http.Cookie{Name: "sid", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if !ok {
		log.Print("no certificate")
	} else {
		c.Secure = true
	}
	http.SetCookie(w, c) // want `session cookie "sid" is written without Secure on some paths`
}
