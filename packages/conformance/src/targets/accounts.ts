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

/** Whether a key that nobody has made is refused. The body is one that nothing is done with in any case. */
export async function refusesStrangers(baseURL: string, fetch: typeof globalThis.fetch): Promise<boolean> {
	const response = await fetch(`${baseURL}/badge`, {
		method: "POST",
		headers: { authorization: `Bearer ${newKey()}`, "content-type": "application/json" },
		body: "{}",
	});
	await response.text();
	return response.status === 401;
}
