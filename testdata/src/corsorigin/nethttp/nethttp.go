// Package nethttp holds the header itself, written in every way net/http has.
package nethttp

import (
	"fmt"
	"net/http"
	"strings"
)

const corsHeader = "Access-Control-Allow-Origin"

func session(r *http.Request) string { c, _ := r.Cookie("session"); return c.Value }

func set(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want `every website may read these responses`
}

func lower(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("access-control-allow-origin", "*") // want `every website`
}

func named(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set(corsHeader, any) // want `every website`
}

const any = "*"

func direct(w http.ResponseWriter, r *http.Request) {
	w.Header()["Access-Control-Allow-Origin"] = []string{"*"} // want `every website`
}

func reflected(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want `the caller's own origin is allowed, whatever it is: any website can read responses that are given without cookies`
}

func withCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want `any website can read responses as the user who visits it`
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func credentialsFirst(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	if origin := r.Header.Get("Origin"); origin != "" {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want `as the user`
	}
}

func orStar(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	}
	w.Header().Set("Access-Control-Allow-Origin", origin) // want `as the user`
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func copied(w http.ResponseWriter, r *http.Request) {
	w.Header()["Access-Control-Allow-Origin"] = r.Header["Origin"] // want `whatever it is`
}

func formatted(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", strings.ToLower(r.Header.Get("Origin"))) // want `whatever it is`
}

func referer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", strings.TrimSuffix(r.Referer(), "/")) // want `whatever it is`
}

func broken(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want `browsers refuse "\*" together with credentials`
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func null(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "null") // want `the origin "null" is allowed`
}

func setOrigin(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin) // want `as the user`
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	setOrigin(w, r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func guardedHelper(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
}

func guardsHelper(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin == "https://portal.example.com" {
		guardedHelper(w, origin)
	}
}

type headers struct{ Values map[string]string }

// As serverless platforms take it.
func lambda() headers {
	return headers{Values: map[string]string{
		"Content-Type":                "application/json",
		"Access-Control-Allow-Origin": "*", // want `every website`
	}}
}

// Only preflight requests get here: still everyone.
func preflight(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `every website`
		w.WriteHeader(http.StatusNoContent)
		return
	}
}

func fixed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "https://portal.example.com")
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func never(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Methods", "*")
	w.Header().Set("Access-Control-Allow-Credentials", "false")
	fmt.Println(w.Header().Get("Access-Control-Allow-Origin"))
	w.Header().Del("Access-Control-Allow-Origin")
}

// A client that sets the header on its request says nothing to anybody.
func client() {
	req, _ := http.NewRequest("GET", "https://api.example.com", nil)
	req.Header.Set("Access-Control-Allow-Origin", "*")
}

// Either the one or the other: no response has "*" and credentials.
func either(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin == "https://portal.example.com" {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	} else {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `every website may read`
	}
}

// The star is replaced before credentials are allowed.
func replaced(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want `every website may read`
	if origin := r.Header.Get("Origin"); origin == "https://portal.example.com" {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func suppressed(w http.ResponseWriter, r *http.Request) {
	//launchlint:ignore corsorigin/wildcard the key set is public by design
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Origin", "null") //launchlint:ignore corsorigin the sandboxed preview needs it
}

// A proxy answers on behalf of its upstream.
func proxied(resp *http.Response) error {
	resp.Header.Set("Access-Control-Allow-Origin", "*") // want `every website`
	return nil
}

const off = false

func dead(w http.ResponseWriter) {
	if off {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
}
