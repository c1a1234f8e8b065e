package scs

import (
	"context"
	"time"
)

func (s *SessionManager) Get(ctx context.Context, key string) any { return nil }

func (s *SessionManager) GetBool(ctx context.Context, key string) bool { return false }

func (s *SessionManager) GetBytes(ctx context.Context, key string) []byte { return nil }

func (s *SessionManager) GetFloat(ctx context.Context, key string) float64 { return 0 }

func (s *SessionManager) GetInt(ctx context.Context, key string) int { return 0 }

func (s *SessionManager) GetInt32(ctx context.Context, key string) int32 { return 0 }

func (s *SessionManager) GetInt64(ctx context.Context, key string) int64 { return 0 }

func (s *SessionManager) GetTime(ctx context.Context, key string) time.Time { return time.Time{} }

func (s *SessionManager) Pop(ctx context.Context, key string) any { return nil }

func (s *SessionManager) PopBool(ctx context.Context, key string) bool { return false }

func (s *SessionManager) PopBytes(ctx context.Context, key string) []byte { return nil }

func (s *SessionManager) PopFloat(ctx context.Context, key string) float64 { return 0 }

func (s *SessionManager) PopInt(ctx context.Context, key string) int { return 0 }

func (s *SessionManager) PopString(ctx context.Context, key string) string { return "" }

func (s *SessionManager) PopTime(ctx context.Context, key string) time.Time { return time.Time{} }
