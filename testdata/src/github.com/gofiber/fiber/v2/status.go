package fiber

const (
	StatusNoContent           = 204
	StatusBadRequest          = 400
	StatusNotFound            = 404
	StatusInternalServerError = 500
)

var (
	ErrBadRequest = NewError(StatusBadRequest)
	ErrNotFound   = NewError(StatusNotFound)
)
