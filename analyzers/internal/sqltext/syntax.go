package sqltext

// The syntax tree. It is as deep as the text nests (at most maxDepth): chains of
// AND, OR, arithmetic, joins and UNION are lists, so nothing recurses on their length.

// An exprOp tells what an expr is.
type exprOp uint8

const (
	xOther   exprOp = iota // not understood, or of no interest; args are within it
	xColumn                // name
	xStar                  // name is the table's, or empty
	xLiteral               // text
	xParam                 // tok
	xHole                  // hole
	xCall                  // text is the function, args
	xTuple                 // args
	xQuery                 // sub as a value
	xExists                // sub
	xAnd                   // args
	xOr                    // args
	xNot                   // args[0]
	xCmp                   // args[0] text args[1]
	xIn                    // args[0] in args[1:] or sub
	xCase                  // arms
	xGroup                 // args[0], a condition in parentheses or after WHERE; holes
)

type expr struct {
	op    exprOp
	name  []string
	text  string
	args  []*expr
	sub   *queryExpr
	tok   *token
	holes []int // of xGroup: parts that stand among its operands
	hole  int
	arms  [][2]*expr // of xCase: condition and result; ELSE has no condition
	many  bool       // the right side of xCmp is ANY(...)
	safe  bool       // xCmp also holds between nulls
}

// A queryExpr is SELECT, VALUES, a set operation on such, or a statement that
// writes and returns rows.
type queryExpr struct {
	with     []*cte
	branches []*queryExpr // of a set operation; then core is nil
	minus    bool         // EXCEPT or INTERSECT: rows come from the first branch
	core     *selectCore
	write    *writeStmt
}

type cte struct {
	name string
	cols []string
	body *queryExpr
	rec  bool
}

type selectCore struct {
	outs   []output
	from   *fromNode
	where  *expr // WHERE, PREWHERE and HAVING
	extra  []*expr
	span   Span // of WHERE
	values [][]*expr
}

type output struct {
	e     *expr
	alias string
}

// A joinKind tells which sides of a join may be missing.
type joinKind uint8

const (
	leaf joinKind = iota
	inner
	left
	right
	full
)

type fromNode struct {
	kind    joinKind
	l, r    *fromNode
	on      *expr
	using   []string
	natural bool
	// of a leaf
	name    []string
	alias   string
	cols    []string
	sub     *queryExpr
	fn      *expr
	lateral bool
	tok     *token
}

// A writeStmt is INSERT, UPDATE, DELETE or MERGE.
type writeStmt struct {
	verb    Verb
	with    []*cte
	target  *fromNode // a leaf, or the joined tables of MySQL's UPDATE
	names   []string  // the aliases that MySQL's DELETE or SQL Server's UPDATE names
	from    *fromNode
	where   *expr
	span    Span
	cols    []string
	colPos  []*token
	rows    [][]*expr
	query   *queryExpr
	sets    []setClause
	keys    []string // of ON CONFLICT
	anyKey  bool     // no key is named: the row of any key it collides with is changed
	matched *expr    // MERGE ... ON
	onWhere *expr    // DO UPDATE ... WHERE
	returns []output
	extra   []*expr
}

type setClause struct {
	names []string // the path of the column
	value *expr
	tok   *token
}

// A stmt is one statement.
type stmt struct {
	verb    Verb
	keyword string
	query   *queryExpr
	write   *writeStmt
	// of a piece
	from     *fromNode
	cond     *expr
	sets     []setClause
	span     Span
	leading  string // AND or OR
	extra    []*expr
	truncate []*fromNode
	settings []setClause
}
