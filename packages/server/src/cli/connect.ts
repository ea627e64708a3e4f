/** Asks a running server, with the owner token. The token is in no message and in no output. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OWNER_TOKEN_FILE, type Settings } from "../config/settings.ts";
import { RefusedError, UsageError } from "./command.ts";

export interface Asked {
	query?: Readonly<Record<string, string | number | undefined>> | undefined;
	body?: unknown;
}

/** `path` is below `/manage`. What the server answers must be what its document says. */
export type Ask = <T>(method: string, path: string, asked?: Asked) => Promise<T>;

export interface Connection {
	url: string;
	token: string;
	/** Id of the account that it is about; `undefined` for the first. */
	account: string | undefined;
}

const PATIENCE_MS = 60_000;

/** Of this machine nobody else hears what is said to it. */
const PRIVATE = /^https:|^http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/i;

/** @param given `--url`, if it was given. */
export function urlOf(given: string | undefined, { host, port }: Settings, env: NodeJS.ProcessEnv): string {
	const local = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
	const url = (given ?? `http://${local.includes(":") ? `[${local}]` : local}:${port}`).replace(/\/+$/, "");
	const parsed = URL.parse(url);
	if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.origin !== url) {
		throw new UsageError("--url must be scheme, host and port of a server, such as http://127.0.0.1:4020");
	}
	if (!PRIVATE.test(url) && env.ACTIVITYSMITH_ALLOW_INSECURE_HTTP !== "1") {
		throw new UsageError(
			"--url must begin with https, or be of this machine: anybody on the way could read the owner token. If you know better, set ACTIVITYSMITH_ALLOW_INSECURE_HTTP=1",
		);
	}
	return url;
}

export function ownerToken({ ownerToken: given, data }: Settings): string {
	if (given !== undefined) return given;
	const file = join(data, OWNER_TOKEN_FILE);
	try {
		return readFileSync(file, "utf8").trim();
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "no reason given";
		throw new UsageError(
			`There is no owner token: ${file} cannot be read (${code}). Name the server's data folder with --data, or a file that holds the token with --owner-token-file, or set ACTIVITYSMITH_OWNER_TOKEN`,
		);
	}
}

export function connect({ url, token, account }: Connection): Ask {
	return async <T>(method: string, path: string, { query = {}, body }: Asked = {}) => {
		const address = new URL(`${url}/manage${path}`);
		for (const [name, value] of Object.entries({ ...query, account })) {
			if (value !== undefined) address.searchParams.set(name, String(value));
		}
		const { response, text } = await exchange(address, {
			method,
			headers: {
				Authorization: `Bearer ${token}`,
				...(body !== undefined && { "Content-Type": "application/json" }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const answer = parse(text);
		if (response.ok && answer !== undefined) return answer as T;
		const message = (answer as { message?: unknown } | undefined)?.message;
		throw new RefusedError(
			typeof message === "string" ? message : `${url} answers ${response.status}, and not as an ActivitySmith server.`,
		);
	};
}

async function exchange(address: URL, init: RequestInit): Promise<{ response: Response; text: string }> {
	try {
		// Wherever an answer points to, the token does not go there.
		const response = await fetch(address, { ...init, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
		return { response, text: await response.text() };
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
		const why = code ? ` (${code})` : "";
		throw new RefusedError(`No server answers at ${address.origin}${why}. Start it, or name another with --url.`);
	}
}

/** `undefined` for what is no JSON; nothing at all is a success without an answer. */
function parse(text: string): unknown {
	if (text === "") return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
