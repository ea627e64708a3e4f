/** The names of the accent colours, for programs that are too small or too far from a server for zod: it loads nothing. */
export const colors = [
	"lime",
	"green",
	"cyan",
	"blue",
	"purple",
	"magenta",
	"red",
	"orange",
	"yellow",
	"gray",
] as const;
