// Package core is a stub with the signatures of github.com/pocketbase/pocketbase/core.
package core

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/tools/router"
)

type App interface {
	CountRecords(collectionModelOrIdentifier any, exprs ...dbx.Expression) (int64, error)
	Delete(model Model) error
	FindAllRecords(collectionModelOrIdentifier any, exprs ...dbx.Expression) ([]*Record, error)
	FindAuthRecordByEmail(collectionModelOrIdentifier any, email string) (*Record, error)
	FindCollectionByNameOrId(nameOrId string) (*Collection, error)
	FindFirstRecordByData(collectionModelOrIdentifier any, key string, value any) (*Record, error)
	FindFirstRecordByFilter(collectionModelOrIdentifier any, filter string, params ...dbx.Params) (*Record, error)
	FindRecordById(collectionModelOrIdentifier any, recordId string, optFilters ...func(q *dbx.SelectQuery) error) (*Record, error)
	FindRecordsByFilter(collectionModelOrIdentifier any, filter string, sort string, limit int, offset int, params ...dbx.Params) ([]*Record, error)
	FindRecordsByIds(collectionModelOrIdentifier any, recordIds []string, optFilters ...func(q *dbx.SelectQuery) error) ([]*Record, error)
}

type Collection struct{}

type Model interface{}

type Record struct{}

type RequestEvent struct {
	App  App
	Auth *Record

	router.Event
}

func (e *RequestEvent) RealIP() string { return "" }

func (e *RequestEvent) RequestInfo() (*RequestInfo, error) { return nil, nil }

type RequestInfo struct{}

type ServeEvent struct {
	App    App
	Router *router.Router[*RequestEvent]
}
