/** Accounts that are made on the spot, and whether anybody else is let in. */
import type { AccountSeed } from "../driver.ts";

export interface MadeAccount {
	/** By the names of the seed. */
	keys: Record<string, string>;
	/** The account as a mock is told. */
	account: Omit<AccountSeed, "keys"> & {
		keys: (string | { key: string; channels: string[] })[];
		strict: boolean;
	};
}

function newKey(): string {
	return `ask_${crypto.randomUUID().replaceAll("-", "")}${crypto.randomUUID().slice(0, 8)}`;
}

export function accountFor({ keys: scopes = { all: "all" }, limits, ...seed }: AccountSeed): MadeAccount {
	const keys = Object.fromEntries(Object.keys(scopes).map((name) => [name, newKey()]));
	const entries = Object.entries(scopes).map(([name, scope]) => {
		const key = keys[name] ?? "";
		return scope === "all" ? key : { key, channels: scope };
	});
	return { keys, account: { ...seed, keys: entries, strict: true, limits: { requestsPerMinute: 60, ...limits } } };
}

/** Asks with a key. The body is one that nothing is done with in any case. */
async function ask(baseURL: string, key: string, fetch: typeof globalThis.fetch) {
	const response = await fetch(`${baseURL}/badge`, {
		method: "POST",
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		body: "{}",
	});
	return { status: response.status, text: await response.text() };
}

/** Whether a key that nobody has made is refused. */
export async function refusesStrangers(baseURL: string, fetch: typeof globalThis.fetch): Promise<boolean> {
	return (await ask(baseURL, newKey(), fetch)).status === 401;
}

/** Why no case could succeed with the key, said once and before all of them fail; `undefined` when one could. */
export async function keyProblem(
	baseURL: string,
	key: string,
	fetch: typeof globalThis.fetch,
): Promise<string | undefined> {
	const { status, text } = await ask(baseURL, key, fetch);
	if (status === 401) return "The server refuses the API key (401)";
	if (isObject(text)) return undefined;
	const begin = text.trim().replace(/\s+/g, " ").slice(0, 60);
	return `This is not the API: POST /badge was answered with ${status} and ${begin ? `"${begin}"` : "no body"}, not with JSON`;
}

function isObject(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null;
	} catch {
		return false;
	}
}
