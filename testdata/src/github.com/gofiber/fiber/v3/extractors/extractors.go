// Package extractors is a stub with the signatures of github.com/gofiber/fiber/v3/extractors.
package extractors

import "github.com/gofiber/fiber/v3"

type Extractor struct {
	Extract func(fiber.Ctx) (string, error)
	Key     string
}

func FromCookie(key string) Extractor         { return Extractor{} }
func FromHeader(key string) Extractor         { return Extractor{} }
func FromQuery(key string) Extractor          { return Extractor{} }
func FromForm(key string) Extractor           { return Extractor{} }
func Chain(extractors ...Extractor) Extractor { return Extractor{} }
