/** How the command fails. Values that were given may be keys: no message repeats one. */

/** What the exit code of each failure is. Scripts rely on them: they never change. */
export const exitCodes = {
	/** The API refused what it was asked. */
	refused: 1,
	/** The command was used wrongly, and nothing was sent. */
	usage: 2,
	/** No answer, or not in time. */
	unreachable: 3,
	/** `run` and `watch`: the command can't be run, or there is none of that name. */
	notExecutable: 126,
	notFound: 127,
} as const;

/** The command was used wrongly. Says which flag, and what is allowed. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
