// Package grpc is a stub with the signatures of google.golang.org/grpc.
package grpc

import (
	"context"

	"google.golang.org/grpc/metadata"
)

type ClientConn struct{}

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error
	NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error)
}

type Server struct{}

type ServerStream interface {
	Context() context.Context
	RecvMsg(m any) error
	SendHeader(metadata.MD) error
	SendMsg(m any) error
	SetHeader(metadata.MD) error
	SetTrailer(metadata.MD)
}

type ServiceRegistrar interface {
	RegisterService(desc *ServiceDesc, impl any)
}

type StreamHandler func(srv any, stream ServerStream) error

type UnaryHandler func(ctx context.Context, req any) (any, error)

func ChainStreamInterceptor(interceptors ...StreamServerInterceptor) ServerOption { return nil }

func ChainUnaryInterceptor(interceptors ...UnaryServerInterceptor) ServerOption { return nil }

func (cc *ClientConn) Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error {
	return nil
}

func (cc *ClientConn) NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error) {
	return nil, nil
}

func Dial(target string, opts ...DialOption) (*ClientConn, error) { return nil, nil }

func DialContext(ctx context.Context, target string, opts ...DialOption) (conn *ClientConn, err error) {
	return nil, nil
}

func NewClient(target string, opts ...DialOption) (conn *ClientConn, err error) { return nil, nil }

func NewServer(opt ...ServerOption) *Server { return nil }

func (s *Server) RegisterService(sd *ServiceDesc, ss any) {}

func StreamInterceptor(i StreamServerInterceptor) ServerOption { return nil }

func UnaryInterceptor(i UnaryServerInterceptor) ServerOption { return nil }

type CallOption any

type ClientStream interface {
	CloseSend() error
	Context() context.Context
	Header() (metadata.MD, error)
	RecvMsg(m any) error
	SendMsg(m any) error
	Trailer() metadata.MD
}

type DialOption any

type ServerOption any

type ServiceDesc struct {
	ServiceName string
}

type StreamDesc struct{}

type StreamServerInterceptor func(srv any, ss ServerStream, info *StreamServerInfo, handler StreamHandler) error

type UnaryServerInterceptor func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (resp any, err error)

type StreamServerInfo struct{}

type UnaryServerInfo struct{}
