// Package ut is a stub with the signatures of github.com/go-playground/universal-translator.
package ut

type Translator any
