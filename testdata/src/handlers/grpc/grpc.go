// Package grpc registers a service and implements another time what it does not register.
package grpc

import (
	"context"

	"google.golang.org/grpc"

	"handlers/grpc/pb"
)

type notes struct{ pb.UnimplementedNotesServer }

func (n *notes) Get(ctx context.Context, in *pb.GetRequest) (*pb.Note, error) { return n.find(ctx, in) }

func (n *notes) Watch(in *pb.GetRequest, stream pb.Notes_WatchServer) error { return nil }

// find has the signature, but nothing calls it from outside.
func (n *notes) find(ctx context.Context, in *pb.GetRequest) (*pb.Note, error) { return nil, nil }

// Other is registered elsewhere, if at all.
type Other struct{ pb.UnimplementedNotesServer }

func (Other) Get(context.Context, *pb.GetRequest) (*pb.Note, error) { return nil, nil } // entry: grpc request 1, inputs [1], output 0, error 1

func (Other) Watch(in *pb.GetRequest, stream pb.Notes_WatchServer) error { return nil } // entry: grpc request 0, response 1, inputs [0], error 0

func (Other) Merge(stream pb.Notes_MergeServer) error { return nil } // entry: grpc request 0, response 0, error 0

func (Other) Find(context.Context, *pb.GetRequest) (*pb.Note, error) { return nil, nil }

func log(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	return next(ctx, req)
}

func New() *grpc.Server {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(log))
	// route: GRPC /notes.v1.Notes/Get -> notes.Get [log]
	// route: GRPC /notes.v1.Notes/Watch -> notes.Watch [log]
	// route: GRPC /notes.v1.Notes/Merge -> pb.UnimplementedNotesServer.Merge [log]
	pb.RegisterNotesServer(s, &notes{})
	return s
}
