/** Keys for an account that is made on the spot. */
import type { AccountSeed } from "../driver.ts";

export interface MadeKeys {
	/** By the names of the seed. */
	keys: Record<string, string>;
	/** As a mock is told. */
	entries: (string | { key: string; channels: string[] })[];
}

export function makeKeys({ keys: scopes = { all: "all" } }: AccountSeed): MadeKeys {
	const random = () => `ask_${crypto.randomUUID().replaceAll("-", "")}${crypto.randomUUID().slice(0, 8)}`;
	const keys = Object.fromEntries(Object.keys(scopes).map((name) => [name, random()]));
	const entries = Object.entries(scopes).map(([name, scope]) => {
		const key = keys[name] ?? "";
		return scope === "all" ? key : { key, channels: scope };
	});
	return { keys, entries };
}
