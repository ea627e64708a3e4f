import { X509Certificate } from "node:crypto";
import type { Environment } from "../request.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { ClientHooks } from "./events.ts";
import { type ProviderKey, ProviderToken } from "./provider-token.ts";

export type PerEnvironment<T> = T | Partial<Record<Environment, T>>;

export interface Origins {
	/** What takes pushes. @default Apple's, at port 443; 2197 works too */
	push?: PerEnvironment<string> | undefined;
	/** What takes broadcasts. @default that of `push` */
	broadcast?: PerEnvironment<string> | undefined;
	/** What manages channels. @default Apple's */
	channels?: PerEnvironment<string> | undefined;
}

export interface ApnsClientOptions {
	/** The key, or one for each environment, as Apple's newer keys are for one only. */
	providerKey: PerEnvironment<ProviderKey>;
	/**
	 * Other servers than Apple's, such as `https://127.0.0.1:8443`. `http:` stands for HTTP/2 without TLS, and is for the
	 * machine itself only.
	 */
	origins?: Origins | undefined;
	/** Certificate authorities to trust instead of Node's, in PEM. */
	ca?: string | Buffer | (string | Buffer)[] | undefined;
	/** Milliseconds from `send()` to the end of trying. @default 10_000 */
	deadline?: number | undefined;
	/** How many requests may be waiting or on their way; above, `send()` answers `QueueFull`. @default 100_000 */
	maxPending?: number | undefined;
	/** How many connections there may be to an origin; more than one are opened under load only. @default 4 */
	maxConnections?: number | undefined;
	/** Milliseconds. @default 5_000 */
	connectTimeout?: number | undefined;
	/** Milliseconds without a frame, while requests wait, after which a connection counts as dead. @default 5_000 */
	silenceTimeout?: number | undefined;
	hooks?: ClientHooks | undefined;
	/** For tests. */
	clock?: Clock | undefined;
}

export type Service = keyof Origins;

export interface Settings {
	tokens: Partial<Record<Environment, ProviderToken>>;
	origins: Record<Environment, Record<Service, URL>>;
	ca: ApnsClientOptions["ca"];
	deadline: number;
	maxPending: number;
	maxConnections: number;
	connectTimeout: number;
	silenceTimeout: number;
	hooks: ClientHooks;
	clock: Clock;
}

// Apple's page names other hosts for broadcasts in its samples than in its text; the text is believed.
const APPLE = {
	production: { push: "https://api.push.apple.com", channels: "https://api-manage-broadcast.push.apple.com:2196" },
	development: {
		push: "https://api.sandbox.push.apple.com",
		channels: "https://api-manage-broadcast.sandbox.push.apple.com:2195",
	},
} as const;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:.+\.)?localhost)$/;

function parseOrigin(value: unknown, option: string): URL {
	const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
	if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:"))
		throw new TypeError(`The option ${option} is not an origin such as https://api.push.apple.com`);
	if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
		throw new TypeError(`The option ${option} has more than a scheme, a host and a port`);
	if (url.protocol === "http:" && !LOOPBACK.test(url.hostname))
		throw new TypeError(`The option ${option} is without TLS, which is for the machine itself only`);
	return url;
}

function forEnvironment<T>(
	value: PerEnvironment<T> | undefined,
	environment: Environment,
	isOne: (value: object) => boolean,
) {
	if (typeof value !== "object" || value === null || isOne(value)) return value as T | undefined;
	return (value as Partial<Record<Environment, T>>)[environment];
}

function readOrigins(origins: Origins, environment: Environment): Record<Service, URL> {
	const read = (service: Service, fallback: string) =>
		parseOrigin(forEnvironment(origins[service], environment, () => false) ?? fallback, `origins.${service}`);
	const push = read("push", APPLE[environment].push);
	return { push, broadcast: read("broadcast", push.origin), channels: read("channels", APPLE[environment].channels) };
}

const isKey = (value: object) => "keyId" in value;

/** Node takes anything, and trusts nobody then. */
function isAuthorities(ca: NonNullable<ApnsClientOptions["ca"]>): boolean {
	const all = [ca].flat();
	try {
		for (const one of all) new X509Certificate(one);
	} catch {
		return false;
	}
	return all.length > 0;
}

function readAuthorities(ca: ApnsClientOptions["ca"]): ApnsClientOptions["ca"] {
	if (ca === undefined) return undefined;
	if (!isAuthorities(ca)) throw new TypeError("The option ca does not hold certificates in PEM");
	return ca;
}

function readTokens({ providerKey }: ApnsClientOptions, clock: Clock): Settings["tokens"] {
	if (typeof providerKey !== "object" || providerKey === null) throw new TypeError("The option providerKey is missing");
	if (isKey(providerKey)) {
		// One token for both, so that the key does not change its token twice as often.
		const token = new ProviderToken(providerKey as ProviderKey, clock);
		return { production: token, development: token };
	}
	const tokens: Settings["tokens"] = {};
	for (const environment of ["production", "development"] as const) {
		const key = forEnvironment(providerKey, environment, isKey);
		if (key !== undefined) tokens[environment] = new ProviderToken(key, clock);
	}
	if (Object.keys(tokens).length === 0) throw new TypeError("The option providerKey holds no key");
	return tokens;
}

function positive(
	options: ApnsClientOptions,
	name: "deadline" | "maxPending" | "maxConnections" | "connectTimeout" | "silenceTimeout",
	fallback: number,
): number {
	const value = options[name] ?? fallback;
	if (!Number.isInteger(value) || value <= 0) throw new TypeError(`The option ${name} is not a whole number above 0`);
	return value;
}

/** Checks everything that can be checked without a connection; what is wrong is thrown as a `TypeError`. */
export function readOptions(options: ApnsClientOptions): Settings {
	if (typeof options !== "object" || options === null)
		throw new TypeError("createApnsClient takes an object of options");
	const clock = options.clock ?? systemClock;
	const origins = options.origins ?? {};
	return {
		tokens: readTokens(options, clock),
		origins: { production: readOrigins(origins, "production"), development: readOrigins(origins, "development") },
		ca: readAuthorities(options.ca),
		deadline: positive(options, "deadline", 10_000),
		maxPending: positive(options, "maxPending", 100_000),
		maxConnections: positive(options, "maxConnections", 4),
		connectTimeout: positive(options, "connectTimeout", 5_000),
		silenceTimeout: positive(options, "silenceTimeout", 5_000),
		hooks: options.hooks ?? {},
		clock,
	};
}
