// Package grpclogged has an interceptor, which hands errors on.
package grpclogged

import (
	"context"
	"database/sql"
	"log"
	"stackleak/grpc/pb"

	"google.golang.org/grpc"
)

type notes struct {
	pb.UnimplementedNotesServer
	db *sql.DB
}

func (n *notes) Get(ctx context.Context, in *pb.GetRequest) (*pb.Note, error) {
	_, err := n.db.Exec("SELECT 1")
	return nil, err // want `gRPC sends the text of a database error \(from sql.DB.Exec\) that a handler returns`
}

func intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	res, err := next(ctx, req)
	if err != nil {
		log.Print(err)
	}
	return res, err
}

func serve(n *notes) *grpc.Server {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(intercept))
	pb.RegisterNotesServer(s, n)
	return s
}
