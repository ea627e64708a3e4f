/** Every token that the gateway has given out. */
import { randomBytes } from "node:crypto";
import type { Environment } from "../request.ts";

export type TokenKind = "device" | "push-to-start" | "update" | "widget";

export interface TokenRecord<Owner = unknown> {
	readonly token: string;
	readonly kind: TokenKind;
	readonly environment: Environment;
	readonly bundleId: string;
	/** The device that got it. */
	readonly owner: Owner;
	/** Of an update token: the activity that it updates. */
	readonly activityId?: string;
	/** `Unregistered` is what Apple answers for a dead one, `ExpiredToken` for an expired one. */
	state: "alive" | "Unregistered" | "ExpiredToken";
	/** Since when it is no longer alive, in epoch milliseconds. */
	since: number | null;
}

/** Live Activities have been seen with longer tokens than devices: no length may be relied on. */
const BYTES: Readonly<Record<TokenKind, number>> = { device: 32, "push-to-start": 80, update: 80, widget: 80 };

export function newToken(kind: TokenKind): string {
	return randomBytes(BYTES[kind]).toString("hex");
}

export class Tokens<Owner> {
	readonly #records = new Map<string, TokenRecord<Owner>>();

	add(record: Omit<TokenRecord<Owner>, "state" | "since">): TokenRecord<Owner> {
		const token = record.token.toLowerCase();
		if (!/^([\da-f]{2})+$/.test(token)) throw new TypeError("A token is an even number of hexadecimal digits");
		if (this.#records.has(token)) throw new TypeError("A token can be given out once");
		const added: TokenRecord<Owner> = { ...record, token, state: "alive", since: null };
		this.#records.set(token, added);
		return added;
	}

	get(token: string): TokenRecord<Owner> | undefined {
		return this.#records.get(token) ?? this.#records.get(token.toLowerCase());
	}

	/** All that an owner has been given, dead ones among them. */
	of(owner: Owner): TokenRecord<Owner>[] {
		return [...this.#records.values()].filter((record) => record.owner === owner);
	}

	clear(): void {
		this.#records.clear();
	}
}
