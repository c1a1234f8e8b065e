// Package tagged sends cookies through the response structs of huma.
package tagged

import (
	"context"
	"net/http"
)

type loginOutput struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      struct{ OK bool }
}

type manyOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

type pointerOutput struct {
	SetCookie *http.Cookie `header:"Set-Cookie"`
}

type input struct {
	Session http.Cookie `cookie:"session"`
}

func assigned(ctx context.Context, in *input) (*loginOutput, error) {
	out := &loginOutput{}
	out.SetCookie = http.Cookie{Name: "session", Value: in.Session.Value, Secure: true, SameSite: http.SameSiteLaxMode} // want `session cookie "session" is written without HttpOnly`
	out.Body.OK = true
	return out, nil
}

func literal(ctx context.Context, in *input) (*loginOutput, error) {
	return &loginOutput{
		SetCookie: http.Cookie{ // want `session cookie "session" is written without HttpOnly`
			Name:     "session",
			Value:    in.Session.Value,
			Secure:   true,
			SameSite: http.SameSiteLaxMode,
		},
	}, nil
}

func good(ctx context.Context, in *input) (*loginOutput, error) {
	return &loginOutput{
		SetCookie: http.Cookie{Name: "session", Value: in.Session.Value, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode},
	}, nil
}

func helper(id string) http.Cookie {
	return http.Cookie{Name: "session", Value: id, Secure: true, SameSite: http.SameSiteLaxMode}
}

func helped(ctx context.Context, in *input) (*loginOutput, error) {
	out := &loginOutput{SetCookie: helper(in.Session.Value)} // want `session cookie "session" is written without HttpOnly`
	return out, nil
}

func many(ctx context.Context, in *input) (*manyOutput, error) {
	return &manyOutput{SetCookie: []http.Cookie{
		{Name: "access_token", Value: in.Session.Value, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode},
		{Name: "refresh_token", Value: in.Session.Value, Secure: true, SameSite: http.SameSiteLaxMode}, // want `session cookie "refresh_token" is written without HttpOnly`
	}}, nil
}

func pointed(ctx context.Context, in *input) (*pointerOutput, error) {
	return &pointerOutput{SetCookie: &http.Cookie{Name: "session", Value: in.Session.Value, HttpOnly: true, SameSite: http.SameSiteLaxMode}}, nil // want `session cookie "session" is written without Secure`
}

func logout(ctx context.Context, in *input) (*loginOutput, error) {
	return &loginOutput{SetCookie: http.Cookie{Name: "session", MaxAge: -1}}, nil
}
