// Package oapi implements generated interfaces.
package oapi

import (
	"context"
	"net/http"

	"handlers/oapi/api"
)

type Plain struct{}

func (Plain) ListPets(w http.ResponseWriter, r *http.Request, params api.ListPetsParams) {} // entry: net/http request 1, response 0, inputs [2]

func (Plain) GetPet(w http.ResponseWriter, r *http.Request, id string) {} // entry: net/http request 1, response 0, inputs [2]

type Strict struct{}

func (Strict) GetPet(ctx context.Context, request api.GetPetRequestObject) (api.GetPetResponseObject, error) { // entry: oapi-codegen request 1, inputs [1], output 0, error 1
	return nil, nil
}
