package app

import (
	"context"
	"io"
	"mime/multipart"

	"github.com/cloudwego/hertz/pkg/app/server/render"
	"github.com/cloudwego/hertz/pkg/common/errors"
)

type HandlerFunc func(c context.Context, ctx *RequestContext)

func (ctx *RequestContext) Abort() {}

func (ctx *RequestContext) AbortWithError(code int, err error) *errors.Error { return nil }

func (ctx *RequestContext) AbortWithMsg(msg string, statusCode int) {}

func (ctx *RequestContext) AbortWithStatus(code int) {}

func (ctx *RequestContext) AbortWithStatusJSON(code int, jsonObj interface{}) {}

func (ctx *RequestContext) Bind(obj interface{}) error { return nil }

func (ctx *RequestContext) BindAndValidate(obj interface{}) error { return nil }

func (ctx *RequestContext) BindByContentType(obj interface{}) error { return nil }

func (ctx *RequestContext) BindForm(obj interface{}) error { return nil }

func (ctx *RequestContext) BindHeader(obj interface{}) error { return nil }

func (ctx *RequestContext) BindJSON(obj interface{}) error { return nil }

func (ctx *RequestContext) BindPath(obj interface{}) error { return nil }

func (ctx *RequestContext) BindQuery(obj interface{}) error { return nil }

func (ctx *RequestContext) Body() ([]byte, error) { return nil, nil }

func (ctx *RequestContext) ClientIP() string { return "" }

func (ctx *RequestContext) Cookie(key string) []byte { return nil }

func (ctx *RequestContext) Data(code int, contentType string, data []byte) {}

func (ctx *RequestContext) DefaultPostForm(key string, defaultValue string) string { return "" }

func (ctx *RequestContext) DefaultQuery(key string, defaultValue string) string { return "" }

func (ctx *RequestContext) FormFile(name string) (*multipart.FileHeader, error) { return nil, nil }

func (ctx *RequestContext) FormValue(key string) []byte { return nil }

func (ctx *RequestContext) Get(key string) (value interface{}, exists bool) { return nil, false }

func (ctx *RequestContext) GetHeader(key string) []byte { return nil }

func (ctx *RequestContext) GetPostForm(key string) (string, bool) { return "", false }

func (ctx *RequestContext) GetQuery(key string) (string, bool) { return "", false }

func (ctx *RequestContext) GetRawData() []byte { return nil }

func (ctx *RequestContext) GetString(key string) (s string) { return "" }

func (ctx *RequestContext) HTML(code int, name string, obj interface{}) {}

func (ctx *RequestContext) Header(key string, value string) {}

func (ctx *RequestContext) IndentedJSON(code int, obj interface{}) {}

func (ctx *RequestContext) JSON(code int, obj interface{}) {}

func (ctx *RequestContext) MultipartForm() (*multipart.Form, error) { return nil, nil }

func (ctx *RequestContext) MustGet(key string) interface{} { return nil }

func (ctx *RequestContext) Next(c context.Context) {}

func (ctx *RequestContext) Param(key string) string { return "" }

func (ctx *RequestContext) PostForm(key string) string { return "" }

func (ctx *RequestContext) ProtoBuf(code int, obj interface{}) {}

func (ctx *RequestContext) PureJSON(code int, obj interface{}) {}

func (ctx *RequestContext) Query(key string) string { return "" }

func (ctx *RequestContext) Redirect(statusCode int, uri []byte) {}

func (ctx *RequestContext) Render(code int, r render.Render) {}

func (ctx *RequestContext) Set(key string, value interface{}) {}

func (ctx *RequestContext) SetBodyStream(bodyStream io.Reader, bodySize int) {}

func (ctx *RequestContext) SetBodyString(body string) {}

func (ctx *RequestContext) SetStatusCode(statusCode int) {}

func (ctx *RequestContext) Status(code int) {}

func (ctx *RequestContext) String(code int, format string, values ...interface{}) {}

func (ctx *RequestContext) UserAgent() []byte { return nil }

func (ctx *RequestContext) Validate(obj interface{}) error { return nil }

func (ctx *RequestContext) Value(key interface{}) interface{} { return nil }

func (ctx *RequestContext) Write(p []byte) (int, error) { return 0, nil }

func (ctx *RequestContext) WriteString(s string) (int, error) { return 0, nil }

func (ctx *RequestContext) XML(code int, obj interface{}) {}

type FS struct{}
