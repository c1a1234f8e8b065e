package httpapi

import (
	"net/http"

	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/projects"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

// scopedID returns the request's scope and the id in that path parameter.
func scopedID(r *http.Request, name string) (portal.Scope, int64, error) {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return portal.Scope{}, 0, err
	}
	id, err := pathID(r, name)
	return scope, id, err
}

func (a *API) createProject(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	var in struct {
		Name    string `json:"name"`
		Summary string `json:"summary"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	p, err := a.Projects.Create(r.Context(), scope, in.Name, in.Summary)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, p)
	return nil
}

func (a *API) listProjects(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	text, err := queryText(r)
	if err != nil {
		return err
	}
	list, err := a.Projects.List(r.Context(), scope, text)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) searchProjects(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	text, err := queryText(r)
	if err != nil {
		return err
	}
	list, err := a.Projects.Search(r.Context(), scope, text)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) getProject(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	p, err := a.Projects.Get(r.Context(), scope, projectID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, p)
	return nil
}

func (a *API) renameProject(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	var in struct {
		Name    string `json:"name"`
		Summary string `json:"summary"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Projects.Rename(r.Context(), scope, projectID, in.Name, in.Summary); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) archiveProject(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	if err := a.Projects.Archive(r.Context(), scope, projectID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) restoreProject(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	if err := a.Projects.Restore(r.Context(), scope, projectID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) deleteProject(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	if err := a.Projects.Delete(r.Context(), scope, projectID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) setLead(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	var in projects.LeadChange
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Projects.SetLead(r.Context(), scope, projectID, in); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) setDeadline(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	var in struct {
		Deadline string `json:"deadline"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Projects.SetDeadline(r.Context(), scope, projectID, in.Deadline); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) listMilestones(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	list, err := a.Projects.Milestones(r.Context(), scope, projectID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) addMilestone(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	var in struct {
		Title string `json:"title"`
		DueOn string `json:"due_on"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	m, err := a.Projects.AddMilestone(r.Context(), scope, projectID, in.Title, in.DueOn)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, m)
	return nil
}

func (a *API) getMilestone(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	milestoneID, err := pathID(r, "milestoneID")
	if err != nil {
		return err
	}
	m, err := a.Projects.Milestone(r.Context(), scope, projectID, milestoneID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, m)
	return nil
}

func (a *API) finishMilestone(w http.ResponseWriter, r *http.Request) error {
	scope, projectID, err := scopedID(r, "projectID")
	if err != nil {
		return err
	}
	milestoneID, err := pathID(r, "milestoneID")
	if err != nil {
		return err
	}
	if err := a.Projects.FinishMilestone(r.Context(), scope, projectID, milestoneID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}
