// Package apis is a stub with the signatures of github.com/pocketbase/pocketbase/apis.
package apis

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"
)

func NewApiError(status int, message string, errData any) *router.ApiError { return nil }

func NewBadRequestError(message string, errData any) *router.ApiError { return nil }

func NewForbiddenError(message string, errData any) *router.ApiError { return nil }

func NewInternalServerError(message string, errData any) *router.ApiError { return nil }

func NewNotFoundError(message string, errData any) *router.ApiError { return nil }

func NewTooManyRequestsError(message string, errData any) *router.ApiError { return nil }

func NewUnauthorizedError(message string, errData any) *router.ApiError { return nil }

func RequireAuth(optCollectionNames ...string) *hook.Handler[*core.RequestEvent] { return nil }

func RequireSuperuserAuth() *hook.Handler[*core.RequestEvent] { return nil }

func RequireSuperuserOrOwnerAuth(ownerIdPathParam string) *hook.Handler[*core.RequestEvent] {
	return nil
}
