// Package viper is a stub: the signatures that analyzers know.
package viper

func SetDefault(key string, value any)   {}
func GetString(key string) string        { return "" }
func GetBool(key string) bool            { return false }
func GetStringSlice(key string) []string { return nil }
