package graphql

import (
	"context"
	"io"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

type ErrorPresenterFunc func(ctx context.Context, err error) *gqlerror.Error

type FieldMiddleware func(ctx context.Context, next Resolver) (res any, err error)

type OperationMiddleware func(ctx context.Context, next OperationHandler) ResponseHandler

type RecoverFunc func(ctx context.Context, err any) (userMessage error)

type ResponseMiddleware func(ctx context.Context, next ResponseHandler) *Response

type RootFieldMiddleware func(ctx context.Context, next RootResolver) Marshaler

type Marshaler interface {
	MarshalGQL(w io.Writer)
}

type OperationHandler func(ctx context.Context) ResponseHandler

type Response struct{}

type ResponseHandler func(ctx context.Context) *Response

type RootResolver func(ctx context.Context) Marshaler
