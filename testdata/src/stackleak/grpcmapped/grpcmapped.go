// Package grpcmapped has an interceptor, which replaces errors.
package grpcmapped

import (
	"context"
	"database/sql"
	"log"
	"stackleak/grpc/pb"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type notes struct {
	pb.UnimplementedNotesServer
	db *sql.DB
}

func (n *notes) Get(ctx context.Context, in *pb.GetRequest) (*pb.Note, error) {
	_, err := n.db.Exec("SELECT 1")
	return nil, err
}

func intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	res, err := next(ctx, req)
	if err != nil {
		log.Print(err)
		return nil, status.Error(codes.Internal, "internal error")
	}
	return res, nil
}

func serve(n *notes) *grpc.Server {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(intercept))
	pb.RegisterNotesServer(s, n)
	return s
}
