// Package humagin is a stub with the signatures of github.com/danielgtaylor/huma/v2/adapters/humagin.
package humagin

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
)

func New(r *gin.Engine, config huma.Config) huma.API { return nil }

func NewWithGroup(r *gin.Engine, g *gin.RouterGroup, config huma.Config) huma.API { return nil }
