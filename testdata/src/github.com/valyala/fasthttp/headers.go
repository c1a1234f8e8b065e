package fasthttp

const (
	HeaderAccessControlAllowOrigin      = "Access-Control-Allow-Origin"
	HeaderAccessControlAllowCredentials = "Access-Control-Allow-Credentials"
)

func (h *ResponseHeader) SetBytesKV(key, value []byte)   {}
func (h *ResponseHeader) SetCanonical(key, value []byte) {}
