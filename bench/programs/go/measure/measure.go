// Package measure says what a call costs in processor time.
package measure

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"syscall"
)

// Main makes calls as the arguments say: <url> <rounds> <calls>. Without arguments the program only starts.
func Main(caller func(url string) func() error) {
	if len(os.Args) == 1 {
		return
	}
	call := caller(os.Args[1])
	rounds, calls := number(os.Args[2]), number(os.Args[3])
	var taken []float64
	for range rounds + 1 {
		before := used()
		for range calls {
			if err := call(); err != nil {
				panic(err)
			}
		}
		taken = append(taken, (used()-before)/float64(calls))
	}
	// The first round warms up.
	taken = taken[1:]
	slices.Sort(taken)
	fmt.Println(taken[rounds/2])
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return value
}

// used is microseconds of processor time.
func used() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1000
}
