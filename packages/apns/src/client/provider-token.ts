import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Clock } from "./clock.ts";

/**
 * A key for Apple's push service, as made at developer.apple.com. One of `key` and `keyFile` is required.
 * https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
export interface ProviderKey {
	/** What the `.p8` file holds. Line ends may be written as `\n`, as in the variables of an environment. */
	key?: string | undefined;
	/** The path of the `.p8` file. */
	keyFile?: string | undefined;
	/** The ten characters that are the key's name. */
	keyId: string;
	/** The ten characters of the developer team. */
	teamId: string;
}

const MINUTE = 60_000;
/** Apple takes a token for an hour. */
const RENEW_AFTER = 40 * MINUTE;
/** Apple refuses a key that changes its token more often. */
const FLOOR = 20 * MINUTE;

const TEN_CHARACTERS = /^[A-Z0-9]{10}$/;

/** The name of the option is all that an error may say: what was given may be the secret in the wrong place. */
function readKey({ key, keyFile }: ProviderKey): KeyObject {
	if ((key === undefined) === (keyFile === undefined)) throw new TypeError("Give one of the options key and keyFile");
	const option = key === undefined ? "keyFile" : "key";
	const text = key ?? readKeyFile(keyFile);
	if (typeof text !== "string") throw new TypeError(`The option ${option} is not a string`);
	let parsed: KeyObject;
	try {
		parsed = createPrivateKey(text.replaceAll("\\n", "\n").trim());
	} catch {
		throw new TypeError(`The option ${option} does not hold a private key in PEM, as Apple's .p8 files do`);
	}
	if (parsed.asymmetricKeyType !== "ec" || parsed.asymmetricKeyDetails?.namedCurve !== "prime256v1")
		throw new TypeError(`The option ${option} holds a key of another kind: Apple's are of the curve P-256`);
	return parsed;
}

function readKeyFile(path: unknown): string {
	if (typeof path !== "string") throw new TypeError("The option keyFile is not a string");
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
		throw new TypeError(`The file that the option keyFile names can't be read${code}`);
	}
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

interface Minted {
	authorization: string;
	/** By both clocks: one of them stands still while a machine sleeps, the other one gets set. */
	now: number;
	monotonic: number;
}

/**
 * The JSON Web Token that Apple knows the sender by. It is renewed when it is asked for and 40 minutes old, and never
 * sooner than 20 minutes after the one before, whatever Apple says.
 */
export class ProviderToken {
	readonly keyId: string;
	readonly teamId: string;
	readonly #key: KeyObject;
	readonly #clock: Clock;
	#minted: Minted | undefined;
	/** Apple has complained of too many tokens: this one is kept for as long as it is valid. */
	#held = false;

	constructor(options: ProviderKey, clock: Clock) {
		for (const name of ["keyId", "teamId"] as const)
			if (typeof options[name] !== "string" || !TEN_CHARACTERS.test(options[name]))
				throw new TypeError(`The option ${name} is not the ten capital letters and digits that Apple gives`);
		this.#key = readKey(options);
		this.#clock = clock;
		this.keyId = options.keyId;
		this.teamId = options.teamId;
	}

	/** The value of the `authorization` header. */
	authorization(): string {
		const minted = this.#minted;
		if (minted === undefined) return this.#mint();
		return this.#age(minted) >= (this.#held ? RENEW_AFTER + FLOOR / 2 : RENEW_AFTER)
			? this.#mint()
			: minted.authorization;
	}

	/** Whether this is still the one to send. */
	isCurrent(authorization: string): boolean {
		return this.authorization() === authorization;
	}

	/** Apple says that the token has expired. Answers whether there is another one now. */
	expire(authorization: string): boolean {
		const minted = this.#minted;
		if (minted === undefined || minted.authorization !== authorization) return true;
		if (this.#age(minted) < FLOOR) return false;
		this.#mint();
		return true;
	}

	/** Apple says that the token has changed too often. */
	hold(): void {
		this.#held = true;
	}

	#age(minted: Minted): number {
		return Math.max(this.#clock.now() - minted.now, this.#clock.monotonic() - minted.monotonic);
	}

	#mint(): string {
		const now = this.#clock.now();
		const header = base64url({ alg: "ES256", kid: this.keyId });
		const claims = base64url({ iss: this.teamId, iat: Math.floor(now / 1_000) });
		const signed = `${header}.${claims}`;
		const signature = sign("sha256", Buffer.from(signed), { key: this.#key, dsaEncoding: "ieee-p1363" });
		const authorization = `bearer ${signed}.${signature.toString("base64url")}`;
		this.#minted = { authorization, now, monotonic: this.#clock.monotonic() };
		this.#held = false;
		return authorization;
	}
}
