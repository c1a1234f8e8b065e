// Package gorm is a stub with the signatures of gorm.io/gorm.
package gorm

import (
	"reflect"

	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
)

type DB struct {
	*Config
	Error error
}

type Config struct {
	Dialector
}

type Dialector interface {
	BindVarTo(writer clause.Writer, stmt *Statement, v any)
	DataTypeOf(*schema.Field) string
	DefaultValueOf(*schema.Field) clause.Expression
	Explain(sql string, vars ...any) string
	Initialize(*DB) error
	Migrator(db *DB) Migrator
	Name() string
	QuoteTo(clause.Writer, string)
}

type Migrator interface {
	AddColumn(dst any, field string) error
	AlterColumn(dst any, field string) error
	AutoMigrate(dst ...any) error
	ColumnTypes(dst any) ([]ColumnType, error)
	CreateConstraint(dst any, name string) error
	CreateIndex(dst any, name string) error
	CreateTable(dst ...any) error
	CreateView(name string, option ViewOption) error
	CurrentDatabase() string
	DropColumn(dst any, field string) error
	DropConstraint(dst any, name string) error
	DropIndex(dst any, name string) error
	DropTable(dst ...any) error
	DropView(name string) error
	FullDataTypeOf(*schema.Field) clause.Expr
	GetIndexes(dst any) ([]Index, error)
	GetTables() (tableList []string, err error)
	GetTypeAliases(databaseTypeName string) []string
	HasColumn(dst any, field string) bool
	HasConstraint(dst any, name string) bool
	HasIndex(dst any, name string) bool
	HasTable(dst any) bool
	MigrateColumn(dst any, field *schema.Field, columnType ColumnType) error
	MigrateColumnUnique(dst any, field *schema.Field, columnType ColumnType) error
	RenameColumn(dst any, oldName string, field string) error
	RenameIndex(dst any, oldName string, newName string) error
	RenameTable(oldName any, newName any) error
	TableType(dst any) (TableType, error)
}

type Statement struct {
	*DB
}

type ColumnType interface {
	AutoIncrement() (isAutoIncrement bool, ok bool)
	ColumnType() (columnType string, ok bool)
	Comment() (value string, ok bool)
	DatabaseTypeName() string
	DecimalSize() (precision int64, scale int64, ok bool)
	DefaultValue() (value string, ok bool)
	Length() (length int64, ok bool)
	Name() string
	Nullable() (nullable bool, ok bool)
	PrimaryKey() (isPrimaryKey bool, ok bool)
	ScanType() reflect.Type
	Unique() (unique bool, ok bool)
}

type Index interface {
	Columns() []string
	Name() string
	Option() string
	PrimaryKey() (isPrimaryKey bool, ok bool)
	Table() string
	Unique() (unique bool, ok bool)
}

type TableType interface {
	Comment() (comment string, ok bool)
	Name() string
	Schema() string
	Type() string
}

type ViewOption struct{}

var ErrRecordNotFound error
