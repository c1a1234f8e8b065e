package httpapi

import (
	"io"
	"net/http"

	"github.com/launchlint/launchlint/testdata/portal/internal/documents"
	"github.com/launchlint/launchlint/testdata/portal/internal/portal"
	"github.com/launchlint/launchlint/testdata/portal/internal/respond"
)

func (a *API) createDocument(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	var in documents.Draft
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	d, err := a.Documents.Create(r.Context(), scope, in)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, d)
	return nil
}

// importDocument decodes a whole record, as another portal exported it.
func (a *API) importDocument(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	var in portal.Document
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	d, err := a.Documents.Import(r.Context(), scope, in)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, d)
	return nil
}

func (a *API) getDocument(w http.ResponseWriter, r *http.Request) error {
	scope, documentID, err := scopedID(r, "documentID")
	if err != nil {
		return err
	}
	d, err := a.Documents.Get(r.Context(), scope, documentID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, d)
	return nil
}

func (a *API) previewDocument(w http.ResponseWriter, r *http.Request) error {
	documentID, err := pathID(r, "documentID")
	if err != nil {
		return err
	}
	d, err := a.Documents.Preview(r.Context(), documentID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, d)
	return nil
}

func (a *API) exportDocument(w http.ResponseWriter, r *http.Request) error {
	scope, documentID, err := scopedID(r, "documentID")
	if err != nil {
		return err
	}
	text, err := a.Documents.Export(r.Context(), scope, documentID)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="document.txt"`)
	_, err = io.WriteString(w, text)
	return err
}

func (a *API) listDocuments(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	text, err := queryText(r)
	if err != nil {
		return err
	}
	list, err := a.Documents.List(r.Context(), scope, text)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) searchDocuments(w http.ResponseWriter, r *http.Request) error {
	text, err := queryText(r)
	if err != nil {
		return err
	}
	list, err := a.Documents.Search(r.Context(), text)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) recentDocuments(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Documents.Recent(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) listComments(w http.ResponseWriter, r *http.Request) error {
	scope, documentID, err := scopedID(r, "documentID")
	if err != nil {
		return err
	}
	list, err := a.Documents.Comments(r.Context(), scope, documentID)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) recentComments(w http.ResponseWriter, r *http.Request) error {
	scope, err := portal.ScopeFrom(r.Context())
	if err != nil {
		return err
	}
	list, err := a.Documents.RecentComments(r.Context(), scope)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusOK, list)
	return nil
}

func (a *API) comment(w http.ResponseWriter, r *http.Request) error {
	scope, documentID, err := scopedID(r, "documentID")
	if err != nil {
		return err
	}
	var in struct {
		Body string `json:"body"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	c, err := a.Documents.Comment(r.Context(), scope, documentID, in.Body)
	if err != nil {
		return err
	}
	respond.JSON(w, http.StatusCreated, c)
	return nil
}

func (a *API) editComment(w http.ResponseWriter, r *http.Request) error {
	scope, commentID, err := scopedID(r, "commentID")
	if err != nil {
		return err
	}
	var in struct {
		Body string `json:"body"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Documents.EditComment(r.Context(), scope, commentID, in.Body); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) deleteComment(w http.ResponseWriter, r *http.Request) error {
	commentID, err := pathID(r, "commentID")
	if err != nil {
		return err
	}
	if err := a.Documents.DeleteComment(r.Context(), commentID); err != nil {
		return err
	}
	respond.NoContent(w)
	return nil
}

func (a *API) askReview(w http.ResponseWriter, r *http.Request) error {
	scope, documentID, err := scopedID(r, "documentID")
	if err != nil {
		return err
	}
	var in struct {
		Email string `json:"email"`
	}
	if err := respond.Decode(w, r, &in); err != nil {
		return err
	}
	if err := a.Documents.AskReview(r.Context(), scope, documentID, in.Email); err != nil {
		return err
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}
