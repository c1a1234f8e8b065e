// Package sessions is a stub with the signatures of github.com/gorilla/sessions.
package sessions

import "net/http"

type Options struct {
	Path        string
	Domain      string
	MaxAge      int
	Secure      bool
	HttpOnly    bool
	Partitioned bool
	SameSite    http.SameSite
}

type Session struct {
	ID      string
	Values  map[any]any
	Options *Options
	IsNew   bool
}

func NewSession(store Store, name string) *Session { return nil }

func (s *Session) Save(r *http.Request, w http.ResponseWriter) error { return nil }

func NewCookie(name, value string, options *Options) *http.Cookie { return nil }

type Store interface {
	Get(r *http.Request, name string) (*Session, error)
	New(r *http.Request, name string) (*Session, error)
	Save(r *http.Request, w http.ResponseWriter, s *Session) error
}

type CookieStore struct {
	Options *Options
}

func NewCookieStore(keyPairs ...[]byte) *CookieStore { return nil }

func (s *CookieStore) Get(r *http.Request, name string) (*Session, error) { return nil, nil }

func (s *CookieStore) New(r *http.Request, name string) (*Session, error)            { return nil, nil }
func (s *CookieStore) Save(r *http.Request, w http.ResponseWriter, x *Session) error { return nil }
func (s *CookieStore) MaxAge(age int)                                                {}

type FilesystemStore struct {
	Options *Options
}

func NewFilesystemStore(path string, keyPairs ...[]byte) *FilesystemStore { return nil }

func (s *FilesystemStore) Get(r *http.Request, name string) (*Session, error) { return nil, nil }

func (s *FilesystemStore) New(r *http.Request, name string) (*Session, error) { return nil, nil }

func (s *FilesystemStore) Save(r *http.Request, w http.ResponseWriter, x *Session) error { return nil }
