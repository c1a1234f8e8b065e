// Package portal holds the portal's records and the vocabulary that its
// services, its store and its HTTP API share. It imports none of them.
package portal

import (
	"slices"
	"time"
)

// A Role is what a member may do in one organisation.
type Role string

// The roles, from the least to the most powerful.
const (
	Viewer Role = "viewer"
	Member Role = "member"
	Admin  Role = "admin"
	Owner  Role = "owner"
)

var ranks = []Role{Viewer, Member, Admin, Owner}

// Valid reports whether r is a role that can be stored.
func (r Role) Valid() bool { return slices.Contains(ranks, r) }

// AtLeast reports whether r may do what least may do. An unknown role may do nothing.
func (r Role) AtLeast(least Role) bool {
	return r.Valid() && slices.Index(ranks, r) >= slices.Index(ranks, least)
}

// A User is one person with an account; users belong to no organisation by themselves.
type User struct {
	ID         int64     `json:"id"`
	Email      string    `json:"email"`
	Name       string    `json:"name"`
	VerifiedAt time.Time `json:"-"`
}

// A Credential is what a sign-in checks; it never leaves the account service.
type Credential struct {
	User         User
	PasswordHash string
	Failures     int
	LockedUntil  time.Time
}

// An Organisation is one customer of the portal: the tenant.
type Organisation struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Slug string `json:"slug"`
}

// A Membership ties a user to an organisation.
type Membership struct {
	UserID int64  `json:"user_id"`
	Name   string `json:"name"`
	Role   Role   `json:"role"`
}

// An Invite asks somebody to join an organisation.
type Invite struct {
	ID        int64     `json:"id"`
	OrgID     int64     `json:"org_id"`
	Email     string    `json:"email"`
	Role      Role      `json:"role"`
	InvitedBy int64     `json:"invited_by"`
	ExpiresAt time.Time `json:"expires_at"`
}

// A Project belongs to one organisation.
type Project struct {
	ID       int64  `json:"id"`
	OrgID    int64  `json:"org_id"`
	Name     string `json:"name"`
	Summary  string `json:"summary"`
	LeadID   int64  `json:"lead_id,omitempty"`
	Deadline string `json:"deadline,omitempty"`
	Archived bool   `json:"archived"`
}

// A Milestone belongs to a project, and through it to an organisation.
type Milestone struct {
	ID        int64  `json:"id"`
	ProjectID int64  `json:"project_id"`
	Title     string `json:"title"`
	DueOn     string `json:"due_on"`
	Done      bool   `json:"done"`
}

// A Document is a text filed under a project.
type Document struct {
	ID        int64     `json:"id"`
	OrgID     int64     `json:"org_id"`
	ProjectID int64     `json:"project_id"`
	Title     string    `json:"title"`
	Body      string    `json:"body"`
	CreatedBy int64     `json:"created_by"`
	CreatedAt time.Time `json:"created_at"`
}

// A Comment is a remark on a document.
type Comment struct {
	ID         int64     `json:"id"`
	OrgID      int64     `json:"org_id"`
	DocumentID int64     `json:"document_id"`
	AuthorID   int64     `json:"author_id"`
	Body       string    `json:"body"`
	CreatedAt  time.Time `json:"created_at"`
}

// A Review asks somebody without an account to approve a document.
type Review struct {
	ID       int64  `json:"id"`
	Title    string `json:"title"`
	Body     string `json:"body"`
	Decision string `json:"decision"`
}

// An Event is one line of an organisation's audit trail.
type Event struct {
	UserID  int64     `json:"user_id"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"`
	At      time.Time `json:"at"`
}

// Usage sums up what an organisation has stored.
type Usage struct {
	OrgID     int64 `json:"org_id"`
	Projects  int   `json:"projects"`
	Documents int   `json:"documents"`
	Bytes     int64 `json:"bytes"`
}
