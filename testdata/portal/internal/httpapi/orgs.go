package httpapi

import (
	"net/http"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

func (a *API) createOrg(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	var in struct {
		Name string `json:"name"`
		Slug string `json:"slug"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	org, err := a.Orgs.Create(r.Context(), s.UserID, in.Name, in.Slug)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, org)
	return nil
}

func (a *API) myOrgs(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Orgs.Mine(r.Context(), s.UserID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) switchOrg(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	var in struct {
		OrgID int64 `json:"org_id"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Orgs.Switch(r.Context(), s, in.OrgID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) getOrg(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	org, err := a.Orgs.Get(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, org)
	return nil
}

func (a *API) members(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Orgs.Members(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) removeMember(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	userID, err := pathID(r, "userID")
	if err != nil {
		return err
	}
	if err := a.Orgs.RemoveMember(r.Context(), scope, userID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) activity(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Orgs.Activity(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) invite(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	var in struct {
		Email string      `json:"email"`
		Role  portal.Role `json:"role"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	v, err := a.Orgs.Invite(r.Context(), scope, in.Email, in.Role)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, v)
	return nil
}

func (a *API) listInvites(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Orgs.Invites(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) revokeInvite(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	inviteID, err := pathID(r, "inviteID")
	if err != nil {
		return err
	}
	if err := a.Orgs.Revoke(r.Context(), scope, inviteID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) acceptInvite(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	var in struct {
		Token string `json:"token"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	scope, err := a.Orgs.Accept(r.Context(), s.UserID, in.Token)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, map[string]any{"org_id": scope.OrgID, "role": scope.Role})
	return nil
}

// usage takes the organisation from the query string.
func (a *API) usage(w http.ResponseWriter, r *http.Request) error {
	orgID, err := queryID(r, "org_id")
	if err != nil {
		return err
	}
	report, err := a.Orgs.Usage(r.Context(), orgID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, report)
	return nil
}

// headcount takes the organisation from the query string and the user from the session.
func (a *API) headcount(w http.ResponseWriter, r *http.Request) error {
	s, err := portal.SessionFrom(r.Context())
	if err != nil {
		return err
	}
	orgID, err := queryID(r, "org_id")
	if err != nil {
		return err
	}
	report, err := a.Orgs.Headcount(r.Context(), s.UserID, orgID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, report)
	return nil
}
