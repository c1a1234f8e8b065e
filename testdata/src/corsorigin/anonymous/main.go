// Command anonymous is one package in which nobody is anybody: a note.
package main

import "net/http"

func main() {
	http.HandleFunc("/time", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want `every website`
	})
}
