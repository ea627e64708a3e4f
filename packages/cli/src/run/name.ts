/** What a command is called when nobody has said it. Its arguments may be secret, and the lock screen is for all to see. */
import { win32 } from "node:path";

/** Words that are no secret: of letters alone, such as `run` and `build:app`. */
const plain = /^[a-z][a-z:_-]{0,19}$/i;

/** The command's name, and the words behind it up to the first that may be more. At most three. */
export function defaultTitle([file = "", ...args]: readonly string[]): string {
	// Of Windows' paths, which may have slashes of both kinds.
	const name = win32.basename(file).replace(/\.(exe|cmd|bat|com|ps1)$/i, "");
	const end = args.findIndex((word) => !plain.test(word));
	return [name, ...args.slice(0, end === -1 ? 2 : Math.min(end, 2))].join(" ");
}

/** The same for the same command in the same folder of the same machine: a run follows where the last one has ended. */
export async function defaultKey(command: readonly string[]): Promise<string> {
	const [{ createHash }, { hostname }] = await Promise.all([import("node:crypto"), import("node:os")]);
	const hash = createHash("sha256").update([hostname(), process.cwd(), ...command].join("\0"));
	const slug = defaultTitle(command)
		.replace(/[^A-Za-z0-9]+/g, "-")
		.replace(/^-|-$/g, "")
		.slice(0, 60)
		.toLowerCase();
	return ["run", slug, hash.digest("hex").slice(0, 8)].filter(Boolean).join("-");
}
