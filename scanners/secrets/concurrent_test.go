package secrets

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestConcurrent runs one detector on many goroutines: each must find what one
// alone finds. It is worth a run with -race.
func TestConcurrent(t *testing.T) {
	d, err := New(Options{Key: []byte("k"), Limits: Limits{Time: -1}})
	if err != nil {
		t.Fatal(err)
	}
	var fragments []Fragment
	var want [][]Match
	for i, r := range d.rules {
		if r.Regex == "" || i%3 != 0 {
			continue
		}
		g := newGenerator(uint64(i))
		fragments = append(fragments, Fragment{Path: "a.yaml", Data: []byte(g.text(r.Regex))})
	}
	one, err := New(Options{Key: []byte("k"), Limits: Limits{Time: -1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fragments {
		matches, _ := detectAll(t, one, f)
		want = append(want, matches)
	}
	var wg sync.WaitGroup
	for worker := range 16 {
		wg.Go(func() {
			for i := range fragments {
				i = (i + 5*worker) % len(fragments)
				var got []Match
				if _, err := d.Detect(context.Background(), fragments[i], func(m Match) { got = append(got, m) }); err != nil {
					t.Error(err)
				}
				if describe(got) != describe(want[i]) {
					t.Errorf("fragment %d: %s, alone %s", i, describe(got), describe(want[i]))
				}
			}
		})
	}
	wg.Wait()
}

// describe tells everything of matches but the address of their rule.
func describe(list []Match) string {
	var b strings.Builder
	for _, m := range list {
		id, allowed := m.Rule.ID, ""
		if m.Allowed != nil {
			allowed = fmt.Sprintf("%+v", *m.Allowed)
		}
		m.Rule, m.Allowed = nil, nil
		fmt.Fprintf(&b, "%s %+v %s\n", id, m, allowed)
	}
	return b.String()
}

// TestSameEachTime proves that a detector that has seen other texts, and one built
// anew, find the same in the same order.
func TestSameEachTime(t *testing.T) {
	g := newGenerator(3)
	var b strings.Builder
	for i, r := range strict().rules {
		if r.Regex != "" && i%9 == 0 {
			b.WriteString(g.text(r.Regex) + "\n")
		}
	}
	f := Fragment{Path: "a.go", Data: []byte(b.String())}
	want, wantStats := detectAll(t, corrected(t), f)
	if len(want) < 10 {
		t.Fatalf("only %d matches", len(want))
	}
	d := corrected(t)
	for range 3 {
		got, stats := detectAll(t, d, f)
		stats.Work, wantStats.Work = 0, 0 // learning states is work, once
		if describe(got) != describe(want) || !reflect.DeepEqual(stats, wantStats) {
			t.Fatalf("first %s %+v, then %s %+v", describe(want), wantStats, describe(got), stats)
		}
	}
}

// TestCancel ends a search in the middle of the texts that take longest.
func TestCancel(t *testing.T) {
	d := corrected(t)
	for _, name := range []string{"all keywords", "generic hits on one line", "random bytes", "curl", "encoded four times over"} {
		f := Fragment{Data: []byte(hostile()[name](2 << 20))}
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(3*time.Millisecond, cancel)
		start := time.Now()
		_, err := d.Detect(ctx, f, func(Match) { t.Errorf("%s: a match of a search that was ended", name) })
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		timer.Stop()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Detect(ctx, Fragment{Data: []byte("x")}, func(Match) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}
