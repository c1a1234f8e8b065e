// Package gincontrib holds github.com/gin-contrib/cors.
package gincontrib

import (
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func session(c *gin.Context) { c.Cookie("session") }

func use(r *gin.Engine, origins []string) {
	r.Use(cors.Default()) // want `every website`
	r.Use(cors.New(cors.Config{
		AllowAllOrigins: true, // want `every website`
	}))
	r.Use(cors.New(cors.Config{
		AllowOrigins:     []string{"*"}, // want `browsers refuse`
		AllowCredentials: true,
	}))
	config := cors.DefaultConfig()
	config.AllowAllOrigins = true // want `browsers refuse`
	config.AllowCredentials = true
	config.AddAllowHeaders("Authorization")
	r.Use(cors.New(config))

	named := cors.DefaultConfig()
	named.AllowOrigins = []string{"https://portal.example.com"}
	named.AllowCredentials = true
	r.Use(cors.New(named))

	given := cors.DefaultConfig()
	given.AllowOrigins = origins
	given.AllowCredentials = true
	r.Use(cors.New(given))

	r.Use(cors.New(cors.Config{
		AllowOriginFunc: func(origin string) bool {
			return true // want `accepts every origin`
		},
		AllowCredentials: true,
	}))
	r.Use(cors.New(cors.Config{
		AllowOriginWithContextFunc: func(c *gin.Context, origin string) bool {
			return strings.HasPrefix(origin, "https://portal.example.com") // want `an attacker's https://portal.example.com.evil.test passes`
		},
		AllowCredentials: true,
	}))
	// Patterns count with AllowWildcard only.
	r.Use(cors.New(cors.Config{
		AllowOrigins: []string{"https://*example.com"},
	}))
	r.Use(cors.New(cors.Config{
		AllowOrigins: []string{
			"https://*example.com", // want `an attacker's https://evilexample.com passes`
			"https://portal.*",     // want `an attacker's https://portal.evil.test passes`
			"https://*.example.com",
		},
		AllowWildcard: true,
	}))
	// Expressions between slashes need not match the whole origin.
	r.Use(cors.New(cors.Config{
		AllowOrigins: []string{
			`/https://.*\.example\.com/`, // want `an attacker's https://a.example.com.evil.test passes`
			`/^https://[a-z]+\.example\.com$/`,
		},
		AllowCredentials: true,
	}))
}
