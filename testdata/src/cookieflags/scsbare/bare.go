// Package scsbare leaves scs as it is.
package scsbare

import (
	"time"

	"github.com/alexedwards/scs/v2"
)

var manager = scs.New() // want `scs writes the session cookie without Secure unless told otherwise: set Cookie.Secure = true`

func setup() { manager.Lifetime = 24 * time.Hour }
