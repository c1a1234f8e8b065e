// Package web is a stub with the signatures of github.com/beego/beego/v2/server/web.
package web

import (
	"mime/multipart"
	"net/url"

	"github.com/beego/beego/v2/server/web/context"
)

type Controller struct {
	Ctx *context.Context
}

func (c *Controller) Bind(obj interface{}) error { return nil }

func (c *Controller) BindForm(obj interface{}) error { return nil }

func (c *Controller) BindJSON(obj interface{}) error { return nil }

func (c *Controller) CustomAbort(status int, body string) {}

func (c *Controller) GetFile(key string) (multipart.File, *multipart.FileHeader, error) {
	return nil, nil, nil
}

func (c *Controller) GetInt(key string, def ...int) (int, error) { return 0, nil }

func (c *Controller) GetString(key string, def ...string) string { return "" }

func (c *Controller) GetStrings(key string, def ...[]string) []string { return nil }

func (c *Controller) Input() (url.Values, error) { return nil, nil }

func (c *Controller) JSONResp(data interface{}) error { return nil }

func (c *Controller) ParseForm(obj interface{}) error { return nil }

func (c *Controller) Redirect(url string, code int) {}

func (c *Controller) Resp(data interface{}) error { return nil }

func (c *Controller) SetData(data interface{}) {}

func (c *Controller) XMLResp(data interface{}) error { return nil }

func (c *Controller) YamlResp(data interface{}) error { return nil }
