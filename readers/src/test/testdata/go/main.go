// Writes Go's profiles of one moment twice: as text (debug=1) and as profile.proto.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

type order struct {
	id   int
	name string
	tags map[string]int
}

var (
	kept []*order
	sink any
)

func main() {
	runtime.MemProfileRate = 4096
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(3)
	stop := make(chan bool)
	allocate()
	contend()
	for i := 0; i < 3; i++ {
		labels := pprof.Labels("request", fmt.Sprintf("/orders?q=\"%d\"", i%2), "größe", "a\\b")
		go pprof.Do(context.Background(), labels, func(context.Context) { wait(stop) })
	}
	time.Sleep(50 * time.Millisecond)
	runtime.GC()
	runtime.GC()
	debug.SetGCPercent(-1)
	for _, name := range []string{"heap", "allocs", "block", "mutex", "goroutine", "threadcreate"} {
		write(name, 0, name+".pb.gz")
		write(name, 1, name+".txt")
	}
	close(stop)
}

func write(name string, level int, file string) {
	var out bytes.Buffer
	if err := pprof.Lookup(name).WriteTo(&out, level); err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], file), out.Bytes(), 0o644); err != nil {
		panic(err)
	}
}

func wait(stop chan bool) { <-stop }

func allocate() {
	for i := 0; i < 20000; i++ {
		handle(i)
	}
	for i := 0; i < 8; i++ {
		sink = make([]byte, 1<<20)
	}
	sink = depth(12)
}

func handle(i int) {
	o := newOrder(i)
	if i%10 == 0 {
		kept = append(kept, o)
	}
	sink = render(o)
}

// newOrder is inlined into handle, and name into newOrder.
func newOrder(i int) *order { return &order{id: i, name: name(i), tags: tags(i)} }

func name(i int) string { return strings.Repeat("x", i%64) }

func tags(i int) map[string]int {
	if i%100 != 0 {
		return nil
	}
	m := make(map[string]int)
	for k := 0; k < 30; k++ {
		m[fmt.Sprint("tag", k)] = k
	}
	return m
}

func render(o *order) string { return fmt.Sprintf("%d:%s", o.id, o.name) }

// depth calls itself, so that one function stands next to itself in a stack.
func depth(n int) []byte {
	if n == 0 {
		return make([]byte, 100_000)
	}
	return depth(n - 1)
}

func contend() {
	var mu sync.Mutex
	var done sync.WaitGroup
	for i := 0; i < 8; i++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for k := 0; k < 50; k++ {
				mu.Lock()
				time.Sleep(20 * time.Microsecond)
				mu.Unlock()
			}
		}()
	}
	done.Wait()
}
