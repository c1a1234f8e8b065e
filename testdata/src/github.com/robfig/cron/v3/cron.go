// Package cron is a stub with the signatures of github.com/robfig/cron/v3.
package cron

type Parser struct{}

func (p Parser) Parse(spec string) (Schedule, error) { return nil, nil }

type Schedule interface{}

func ParseStandard(standardSpec string) (Schedule, error) { return nil, nil }
