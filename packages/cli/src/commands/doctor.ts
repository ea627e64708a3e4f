/** `activitysmith doctor`: what stands between this machine and an iPhone. */
import { type ActivitySmith, APIError, AuthenticationError, ConnectionError, NotFoundError } from "activitysmith";
import packageJson from "../../package.json" with { type: "json" };
import { createClient, hostedURL, type Settings, settingsOf } from "../client.ts";
import { exitCodes, UsageError } from "../failure.ts";
import { errorLine } from "../output.ts";
import { print, printJson, styled } from "../print.ts";
import type { Call } from "../table/flag.ts";

type Verdict = "ok" | "fault" | "unknown";

interface Check {
	name: string;
	verdict: Verdict;
	says: string;
}

/** Seconds that clocks may differ before anything suffers from it. */
const TOLERATED = 30;
const TIMEOUT = 5000;

const signs: Record<Verdict, readonly ["green" | "red" | "yellow", string]> = {
	ok: ["green", "✓"],
	fault: ["red", "✗"],
	unknown: ["yellow", "?"],
};

function keyCheck(flags: Settings): Check {
	const { apiKey } = settingsOf(flags);
	const from = flags["api-key"] ? "--api-key" : "ACTIVITYSMITH_API_KEY";
	if (apiKey === undefined) return { name: "key", verdict: "fault", says: "none: set ACTIVITYSMITH_API_KEY" };
	const shape = /^ask_/.test(apiKey) ? "" : ", which does not begin with ask_ as those of the service do";
	return { name: "key", verdict: "ok", says: `from ${from}${shape}` };
}

function addressCheck(flags: Settings): Check {
	const { baseURL } = settingsOf(flags);
	const from = flags["base-url"]
		? "--base-url"
		: process.env.ACTIVITYSMITH_BASE_URL
			? "ACTIVITYSMITH_BASE_URL"
			: "default";
	const which = baseURL.replace(/\/+$/, "") === hostedURL ? "the hosted service" : baseURL;
	const plain = /^http:/i.test(baseURL) ? ", unencrypted" : "";
	return { name: "address", verdict: "ok", says: `${which}${plain} (${from})` };
}

interface Answer {
	headers?: Headers;
	milliseconds: number;
	error: unknown;
}

/** Ends a stream that nobody has: it changes nothing, and its 404 says that the key is known. */
async function ask(client: ActivitySmith): Promise<Answer> {
	const began = performance.now();
	const key = `doctor-${crypto.randomUUID()}`;
	try {
		const { headers } = await client.withResponse().liveActivities.endStream(key, undefined, { timeout: TIMEOUT });
		return { headers, milliseconds: performance.now() - began, error: undefined };
	} catch (error) {
		const headers = error instanceof APIError ? { headers: error.headers } : {};
		return { ...headers, milliseconds: performance.now() - began, error };
	}
}

function connectionCheck({ error, milliseconds }: Answer): Check {
	const name = "connection";
	if (error instanceof ConnectionError) return { name, verdict: "fault", says: errorLine(error) };
	return { name, verdict: "ok", says: `answered in ${Math.round(milliseconds)} ms` };
}

function accessCheck({ error }: Answer): Check {
	const name = "access";
	if (error instanceof AuthenticationError)
		return { name, verdict: "fault", says: `the key is refused: ${error.message}` };
	if (error instanceof NotFoundError && /stream/i.test(`${error.code}`)) {
		return { name, verdict: "ok", says: "the key is known" };
	}
	if (error instanceof APIError) return { name, verdict: "fault", says: errorLine(error) };
	return { name, verdict: "unknown", says: "an answer that this command does not know" };
}

function clockCheck({ headers }: Answer): Check {
	const name = "clock";
	const theirs = Date.parse(headers?.get("date") ?? "");
	if (Number.isNaN(theirs)) return { name, verdict: "unknown", says: "not checked: the answer has no date" };
	const seconds = Math.round((Date.now() - theirs) / 1000);
	if (Math.abs(seconds) <= TOLERATED) return { name, verdict: "ok", says: "as the server's" };
	return { name, verdict: "fault", says: `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} the server's` };
}

function rateCheck({ headers }: Answer): Check {
	const [limit, remaining] = [headers?.get("ratelimit-limit"), headers?.get("ratelimit-remaining")];
	if (!limit || !remaining) return { name: "rate", verdict: "unknown", says: "not checked: the server does not tell" };
	return { name: "rate", verdict: "ok", says: `${remaining} of ${limit} requests left in this window` };
}

/** What an API key alone does not let anybody see. */
const beyond: Check[] = [
	{
		name: "channels",
		verdict: "unknown",
		says: "not checked: the API lists none; what is sent to one says if it is known",
	},
	{ name: "devices", verdict: "unknown", says: "not checked: send a push, its answer says to how many it goes" },
];

async function examine(flags: Call<Record<never, never>>["flags"]): Promise<{ checks: Check[]; exitCode: number }> {
	const runtime = process.versions.bun ? `Bun ${process.versions.bun}` : `Node ${process.versions.node}`;
	const version: Check = {
		name: "version",
		verdict: "ok",
		says: `activitysmith-cli ${packageJson.version}, ${runtime}`,
	};
	const local = [version, keyCheck(flags), addressCheck(flags)];
	let client: ActivitySmith;
	try {
		client = createClient(flags, { maxRetries: 0 });
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		const name = settingsOf(flags).apiKey === undefined ? "key" : "address";
		const checks = local.map((check) =>
			check.name === name ? ({ name, verdict: "fault", says: error.message } as const) : check,
		);
		return { checks, exitCode: exitCodes.usage };
	}
	const answer = await ask(client);
	const connection = connectionCheck(answer);
	if (connection.verdict === "fault") return { checks: [...local, connection], exitCode: exitCodes.unreachable };
	const checks = [...local, connection, accessCheck(answer), clockCheck(answer), rateCheck(answer), ...beyond];
	return { checks, exitCode: checks.some(({ verdict }) => verdict === "fault") ? exitCodes.refused : 0 };
}

export async function doctor({ flags }: Call<Record<never, never>>): Promise<void> {
	const { checks, exitCode } = await examine(flags);
	process.exitCode = exitCode;
	if (flags.json) {
		printJson({ ok: exitCode === 0, checks });
		return;
	}
	for (const { name, verdict, says } of checks) {
		const [style, sign] = signs[verdict];
		print(`${styled(style, sign)} ${name.padEnd(11)} ${says}`);
	}
}
