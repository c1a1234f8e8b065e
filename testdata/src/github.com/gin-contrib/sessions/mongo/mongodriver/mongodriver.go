// Package mongodriver is a stub with the signatures of github.com/gin-contrib/sessions/mongo/mongodriver.
package mongodriver

import "github.com/gin-contrib/sessions"

type Store interface{ sessions.Store }

func NewStore(c any, maxAge int, ensureTTL bool, keyPairs ...[]byte) sessions.Store { return nil }
