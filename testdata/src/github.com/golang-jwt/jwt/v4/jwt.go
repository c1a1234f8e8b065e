// Package jwt is a stub with the signatures of github.com/golang-jwt/jwt/v4.
package jwt

type Claims interface{}

type Keyfunc func(*Token) (interface{}, error)

type Parser struct{}

func (p *Parser) Parse(tokenString string, keyFunc Keyfunc) (*Token, error) { return nil, nil }

func (p *Parser) ParseUnverified(tokenString string, claims Claims) (token *Token, parts []string, err error) {
	return
}

func (p *Parser) ParseWithClaims(tokenString string, claims Claims, keyFunc Keyfunc) (*Token, error) {
	return nil, nil
}

type ParserOption func(*Parser)

type Token struct{}

type ValidationError struct{}

func (e ValidationError) Error() string { return "" }

func Parse(tokenString string, keyFunc Keyfunc, options ...ParserOption) (*Token, error) {
	return nil, nil
}

func ParseWithClaims(tokenString string, claims Claims, keyFunc Keyfunc, options ...ParserOption) (*Token, error) {
	return nil, nil
}
