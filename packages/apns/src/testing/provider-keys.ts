/**
 * The keys of developers, and whether a provider token is one of theirs.
 * https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import type { Environment } from "../request.ts";

export interface ProviderKey {
	/** 10 characters. */
	readonly keyId: string;
	/** 10 characters. */
	readonly teamId: string;
	/** The private key as Apple's `.p8` file has it, in PEM. */
	readonly p8: string;
	/** The only environment it is for; `null` for both. */
	readonly environment: Environment | null;
	/** Bundle ids it is for; `null` for every one of the team. */
	readonly topics: readonly string[] | null;
}

export interface ProviderKeyOptions {
	/** @default ten characters that no other key has */
	keyId?: string;
	/** @default the gateway's own team */
	teamId?: string;
	/** An elliptic key on P-256, in PEM. @default a new one */
	p8?: string;
	environment?: Environment;
	topics?: readonly string[];
}

/** A provider token whose signature is right. */
export interface ProviderToken {
	readonly key: ProviderKey;
	/** Epoch seconds. */
	readonly issuedAt: number;
}

/** Tokens of which nobody hears again go when there are so many. */
const MOST_REMEMBERED = 1000;

function parse(part: string | undefined): Record<string, unknown> | null {
	if (part === undefined || !/^[\w-]+$/.test(part)) return null;
	try {
		const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
		return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

export class ProviderKeys {
	readonly #keys = new Map<string, { key: ProviderKey; publicKey: KeyObject }>();
	/** A signature is checked once: all pushes of an hour carry the same one. `null` when it is wrong. */
	readonly #checked = new Map<string, ProviderToken | null>();
	readonly #teamId: string;
	#made = 0;

	constructor(teamId: string) {
		this.#teamId = teamId;
	}

	add({ keyId, teamId = this.#teamId, p8, environment, topics }: ProviderKeyOptions = {}): ProviderKey {
		this.#made += 1;
		const pem =
			p8 ??
			generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
		const publicKey = createPublicKey(pem);
		if (publicKey.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
			throw new TypeError("p8 must be an elliptic key on P-256 in PEM, as in the file that Apple gives out");
		}
		const key: ProviderKey = {
			keyId: keyId ?? `FAKEKEY${String(this.#made).padStart(3, "0")}`,
			teamId,
			p8: pem,
			environment: environment ?? null,
			topics: topics ?? null,
		};
		this.#keys.set(key.keyId, { key, publicKey });
		this.#checked.clear();
		return key;
	}

	/** Tokens that it has signed are refused from now on. */
	revoke(keyId: string): void {
		this.#keys.delete(keyId);
		this.#checked.clear();
	}

	/** Whose token it is; `null` when it is none, or not signed by the key that it names. Says nothing about its age. */
	read(jwt: string): ProviderToken | null {
		const known = this.#checked.get(jwt);
		if (known !== undefined) return known;
		const token = this.#verify(jwt);
		if (this.#checked.size >= MOST_REMEMBERED) this.#checked.clear();
		this.#checked.set(jwt, token);
		return token;
	}

	#verify(jwt: string): ProviderToken | null {
		const [head, claims, signature, ...rest] = jwt.split(".");
		const header = parse(head);
		const { iss, iat } = parse(claims) ?? {};
		if (header?.alg !== "ES256" || typeof header.kid !== "string" || rest.length > 0) return null;
		if (typeof iss !== "string" || typeof iat !== "number" || !Number.isFinite(iat)) return null;
		const known = this.#keys.get(header.kid);
		if (known?.key.teamId !== iss || signature === undefined) return null;
		const isSigned = verify(
			"sha256",
			Buffer.from(`${head}.${claims}`),
			{ key: known.publicKey, dsaEncoding: "ieee-p1363" },
			Buffer.from(signature, "base64url"),
		);
		return isSigned ? { key: known.key, issuedAt: iat } : null;
	}
}
