// Package dbscan is a stub with the signatures of github.com/georgysavva/scany/v2/dbscan.
package dbscan

var ErrNotFound error
