package rules

import "slices"

// A Row is one row of the launch checklist: what a team makes sure of before
// paying customers come. A rule names the row that it answers.
type Row struct {
	// Name is what rules say in their front matter: "authorization", "CORS".
	Name string
	// Ready completes the sentence "the row is ready when ...".
	Ready string
}

// Checklist returns the rows of the launch checklist in their order.
func Checklist() []Row {
	return []Row{
		{"authentication", "login and session flows block unauthorised access"},
		{"authorization", "users see only their own organisation's records"},
		{"secrets", "no secret stands in the repository, its history, logs, env files or the client bundle"},
		{"input validation", "every input is validated and bounded on the server"},
		{"rate limiting", "login, one-time codes, invites and password resets have limits and lockouts"},
		{"CORS", "only approved origins may read responses with credentials"},
		{"email auth", "SPF, DKIM and DMARC pass on the sending domain"},
		{"TLS and redirects", "HTTPS is enforced, with clean redirects and HSTS"},
		{"monitoring", "failures are seen before customers see them"},
		{"deployment hygiene", "production settings are right, and a way back exists"},
		{"errors", "responses leak neither stack traces nor private data"},
		{"cookies", "session cookies are Secure, HttpOnly and SameSite"},
		{"minimum auth tests", "tests cover a valid login, a wrong password and access across organisations"},
	}
}

// Families returns the names of the families that answer the row among the
// given rules, sorted.
func (r Row) Families(list []*Rule) []string {
	var names []string
	for _, rule := range list {
		if rule.Checklist == r.Name {
			names = append(names, rule.Family())
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// NotAssessed returns the names of the rows that none of the given rules
// answers, in the checklist's order.
func NotAssessed(list []*Rule) []string {
	var names []string
	for _, r := range Checklist() {
		if r.Families(list) == nil {
			names = append(names, r.Name)
		}
	}
	return names
}
