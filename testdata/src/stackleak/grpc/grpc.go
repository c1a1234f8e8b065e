// Package grpc answers with gRPC, which sends the text of every error that is returned.
package grpc

import (
	"context"
	"errors"
	"fmt"
	"log"
	"stackleak/grpc/pb"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/jackc/pgx/v5/pgxpool"
)

type notes struct {
	pb.UnimplementedNotesServer
	db *pgxpool.Pool
}

func (n *notes) Get(ctx context.Context, in *pb.GetRequest) (*pb.Note, error) {
	if _, err := n.db.Exec(ctx, "SELECT 1"); err != nil {
		return nil, err // want `gRPC sends the text of a database error \(from pgxpool.Pool.Exec\) that a handler returns: log it and return status.Error with a text of your own`
	}
	if in.Id == "" {
		return nil, status.Error(codes.InvalidArgument, "id is missing")
	}
	return n.find(ctx, in.Id)
}

func (n *notes) find(ctx context.Context, id string) (*pb.Note, error) {
	_, err := n.db.Exec(ctx, "SELECT 2")
	if err != nil {
		log.Print(err)
		return nil, status.Error(codes.Internal, "internal error")
	}
	return nil, nil
}

func (n *notes) Watch(in *pb.GetRequest, stream pb.Notes_WatchServer) error {
	if _, err := n.db.Exec(stream.Context(), "LISTEN notes"); err != nil {
		return status.Errorf(codes.Internal, "listen: %v", err) // want `the text of a database error \(from pgxpool.Pool.Exec\)`
	}
	return nil
}

func (n *notes) Merge(stream pb.Notes_MergeServer) error {
	if _, err := n.db.Exec(stream.Context(), "SELECT 3"); err != nil {
		return fmt.Errorf("merge: %w", err) // want `gRPC sends the text of a database error`
	}
	if _, err := n.db.Exec(stream.Context(), "SELECT 4"); err != nil {
		return status.Error(codes.Internal, err.Error()) // want `the text of a database error`
	}
	return errors.New("not implemented")
}

func serve(n *notes) *grpc.Server {
	s := grpc.NewServer()
	pb.RegisterNotesServer(s, n)
	return s
}
