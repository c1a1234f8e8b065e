package values

import (
	"go/constant"
	"go/types"
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

const (
	viper = "github.com/spf13/viper"
	pflag = "github.com/spf13/pflag"
)

// environment is the result of a call that reads the environment or a
// configuration store.
func (q *query) environment(call *ssa.Call, i int, frame *Frame, at Span) (Set, bool) {
	f := Callee(&call.Call)
	if f == nil || f.Pkg() == nil || i > 0 {
		return nil, false
	}
	args := Args(&call.Call)
	switch f.Pkg().Path() {
	case "os", "syscall":
		if f.Name() == "Getenv" || f.Name() == "LookupEnv" {
			return one(Config{Source: Env, Key: q.constantString(args[0], frame), Read: call}, at), true
		}
	case viper:
		if name, ok := strings.CutPrefix(f.Name(), "Get"); ok && len(args) == 1 && name != "Viper" {
			key := q.constantString(args[0], frame)
			return one(Config{Source: File, Key: key, Default: q.viperDefault(key), Read: call}, at), true
		}
	}
	return nil, false
}

// viperDefault is what the package gives to SetDefault for a key.
func (q *query) viperDefault(key string) Value {
	if key == "" {
		return nil
	}
	for _, name := range []string{viper + ".SetDefault", "(*" + viper + ".Viper).SetDefault"} {
		for _, call := range q.r.index.calls[name] {
			args := Args(call.Common())
			if len(args) != 2 || !strings.EqualFold(q.constantString(args[0], nil), key) {
				continue
			}
			if it, ok := q.eval(args[1], nil, Span{}).Only(); ok {
				return it.Value
			}
		}
	}
	return nil
}

// A flagCall describes a function that defines a flag: where among its arguments
// the name and the default stand.
func flagCall(f *types.Func) (name, def int, isVar, ok bool) {
	if f == nil || f.Pkg() == nil || f.Pkg().Path() != "flag" && f.Pkg().Path() != pflag {
		return 0, 0, false, false
	}
	kind := f.Name()
	def = 1
	kind, short := strings.CutSuffix(kind, "P")
	if short && f.Pkg().Path() == pflag {
		def++
	}
	kind, isVar = strings.CutSuffix(kind, "Var")
	if isVar {
		name++
		def++
	}
	switch kind {
	case "String", "Bool", "Int", "Int64", "Uint", "Duration", "StringSlice", "StringArray":
		return name, def, isVar, true
	}
	return 0, 0, false, false
}

// flagPointer reads the variable that flag.String and its kin return.
func (q *query) flagPointer(call *ssa.Call, frame *Frame, at Span) Set {
	f := Callee(&call.Call)
	name, def, isVar, ok := flagCall(f)
	if !ok || isVar {
		return one(Opaque{Reason: "the result of a call", Src: call, Callee: f, Frame: frame}, at)
	}
	return q.flagValue(call, name, def, frame, at)
}

func (q *query) flagValue(call ssa.CallInstruction, name, def int, frame *Frame, at Span) Set {
	args := Args(call.Common())
	if def >= len(args) {
		return one(Opaque{Reason: "a flag"}, at)
	}
	c := Config{Source: Flag, Key: q.constantString(args[name], frame), Read: call}
	if s := q.r.syntax.arg(call, def); s.Known() {
		at = s
	}
	if it, ok := q.eval(args[def], frame, at).Only(); ok {
		switch it.Value.(type) {
		case Const, List:
			c.Default = it.Value
		case Config: // a flag whose default is an environment variable
			inner := it.Value.(Config)
			c.Default = inner.Default
		}
	}
	return one(c, at)
}

// written adds what the variable at l can hold after its address went to code
// that is not seen: a flag's value, a decoded setting, or anything.
func (q *query) written(set Set, l location, e escape, frame *Frame, at Span) Set {
	callee := Callee(e.call.Common())
	if name, def, isVar, ok := flagCall(callee); ok && isVar {
		return withoutZero(set).union(q.flagValue(e.call, name, def, frame, at))
	}
	if f, owner := lastField(l); f != nil {
		if c, ok := tagged(f, owner); ok {
			if d := withoutZero(set); c.Default == nil && len(d) == 1 {
				switch d[0].Value.(type) {
				case Const, List:
					c.Default = d[0].Value // filled in before decoding
					return one(c, d[0].At)
				}
			}
			return withoutZero(set).conditional().union(one(c, at))
		}
	}
	return set.conditional().union(one(Opaque{Reason: "a variable that a call may change", Src: l.root, Callee: callee, Frame: frame}, at))
}

// isReader reports whether a function is known only to read what it is given.
func isReader(f *types.Func) bool {
	if f == nil || f.Pkg() == nil {
		return false
	}
	switch f.Pkg().Path() {
	case "fmt":
		return !strings.Contains(f.Name(), "can") // Scan, Fscan, Sscanf
	case "log", "log/slog", "errors", "strings", "encoding/json":
		return f.Name() != "Unmarshal" && f.Name() != "Decode"
	case "net/http":
		return f.Name() == "SetCookie" || f.Name() == "AddCookie" || f.Name() == "String" || f.Name() == "Valid"
	case gin, echo4, echo5, fiber2, fiber3:
		return f.Name() == "SetCookie" || f.Name() == "SetCookieData" || f.Name() == "Cookie"
	}
	return false
}

func withoutZero(set Set) Set {
	var out Set
	for _, it := range set {
		if !it.Implicit {
			out = append(out, it)
		}
	}
	return out
}

// Tags that name a setting, and those that hold its default: caarlos0/env,
// kelseyhightower/envconfig, ilyakaznacheev/cleanenv, sethvargo/go-envconfig, viper
// and koanf (mapstructure), go-flags, kong, creasty/defaults, YAML and TOML files.
var (
	keyTags     = []string{"env", "envconfig", "mapstructure", "koanf", "yaml", "toml", "conf", "config", "ini", "hcl", "flag", "long", "arg"}
	defaultTags = []string{"envDefault", "env-default", "default"}
)

// tagged returns the setting that a struct field's tags say it is.
func tagged(f *types.Var, owner *types.Struct) (Config, bool) {
	tag := reflect.StructTag(tagOf(f, owner))
	c := Config{Source: Tag}
	found := false
	for _, name := range keyTags {
		v, ok := tag.Lookup(name)
		if !ok {
			continue
		}
		found = true
		key, rest, _ := strings.Cut(v, ",")
		if c.Key == "" {
			c.Key = strings.TrimSpace(key)
		}
		// sethvargo/go-envconfig: `env:"KEY, default=value"`
		if _, def, ok := strings.Cut(rest, "default="); ok && c.Default == nil {
			c.Default = parseDefault(def, f.Type())
		}
	}
	for _, name := range defaultTags {
		if v, ok := tag.Lookup(name); ok {
			found = true
			c.Default = parseDefault(v, f.Type())
		}
	}
	if found && c.Key == "" {
		c.Key = f.Name()
	}
	return c, found
}

func tagOf(f *types.Var, owner *types.Struct) string {
	for i := range owner.NumFields() {
		if owner.Field(i).Origin() == f {
			return owner.Tag(i)
		}
	}
	return ""
}

// parseDefault reads a default as the decoders do: lists are split at commas.
func parseDefault(s string, t types.Type) Value {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		list := List{}
		for part := range strings.SplitSeq(strings.Trim(s, "[]"), ",") {
			if part = strings.Trim(strings.TrimSpace(part), `"`); part != "" {
				list.Elems = append(list.Elems, one(Const{constant.MakeString(part), u.Elem()}, Span{}))
			}
		}
		return list
	case *types.Pointer:
		return parseDefault(s, u.Elem())
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			if b, err := strconv.ParseBool(s); err == nil {
				return Const{constant.MakeBool(b), t}
			}
		case info&types.IsInteger != 0:
			if n, err := strconv.ParseInt(s, 0, 64); err == nil {
				return Const{constant.MakeInt64(n), t}
			}
		case info&types.IsString != 0:
			return Const{constant.MakeString(s), t}
		}
	}
	return nil
}

func isNamed(t types.Type, pkg, name string) bool {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == pkg
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}
