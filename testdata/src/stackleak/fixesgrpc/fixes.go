// Package fixesgrpc is mended by the suggested fixes.
package fixesgrpc

import (
	"context"
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type server struct{ db *sql.DB }

func (s *server) load(ctx context.Context, id string) error {
	if err := s.db.PingContext(ctx); err != nil {
		return status.Errorf(codes.Internal, "load %s: %v", id, err) // want `the text of a database error`
	}
	if err := s.db.PingContext(ctx); err != nil {
		log.Printf("ping: %v", err)
		return status.Error(codes.Internal, err.Error()) // want `the text of a database error`
	}
	return nil
}

func (s *server) echo(c echo.Context) error {
	if err := s.db.Ping(); err != nil {
		return echo.NewHTTPError(500, err) // want `the text of a database error`
	}
	return nil
}

func (s *server) fiber(c *fiber.Ctx) error {
	if err := s.db.Ping(); err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // want `the text of a database error`
	}
	return nil
}
