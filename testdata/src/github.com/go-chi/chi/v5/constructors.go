package chi

func NewMux() *Mux { return &Mux{} }

func NewRouter() *Mux { return NewMux() }
