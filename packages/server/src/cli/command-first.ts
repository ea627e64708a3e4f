/** Which arguments are a command of the management, and not settings of a server to start. */

/** Options of every command. Those with an argument are those of the server, too, apart from the first two. */
export const everywhere = {
	url: { type: "string" },
	account: { type: "string" },
	"owner-token-file": { type: "string" },
	data: { type: "string" },
	config: { type: "string" },
	json: { type: "boolean" },
	help: { type: "boolean" },
} as const;

/**
 * The arguments with the words of the command before what was given ahead of them, as in `--url https://… keys list`.
 * `undefined` when there is no command among them.
 */
export function commandFirst(args: readonly string[]): string[] | undefined {
	let ahead = 0;
	while (args[ahead]?.startsWith("--")) {
		const [name = "", value] = (args[ahead] ?? "").slice(2).split("=", 2);
		const option = Object.entries(everywhere).find(([known]) => known === name)?.[1];
		if (!option) return undefined;
		ahead += option.type === "string" && value === undefined ? 2 : 1;
	}
	const command = args.slice(ahead);
	return command[0] === undefined || command[0].startsWith("-") ? undefined : [...command, ...args.slice(0, ahead)];
}
