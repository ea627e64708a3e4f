/** What went over the wire, for people. Keys are not in it. */
import type { Exchange } from "./exchange.ts";

const LONGEST = 600;
/** Said by people and not by programs on every request: what a reader of a trace looks for. */
const SHOWN =
	/^(authorization|content-type|idempotency-key|idempotent-replayed|ratelimit-|retry-after|allow|www-|x-request-id)/;

function shortened(text: string): string {
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

function lines(headers: Record<string, string>): string[] {
	return Object.entries(headers)
		.filter(([name]) => SHOWN.test(name))
		.map(([name, value]) => `${name}: ${value}`);
}

export function traceOf(exchanges: Exchange[]): string {
	return exchanges
		.map(({ method, path, requestHeaders, requestBody, status, headers, body }) =>
			[
				...[`${method} ${path}`, ...lines(requestHeaders), shortened(requestBody)].map((line) => `> ${line}`),
				...[String(status), ...lines(headers), shortened(body)].map((line) => `< ${line}`),
			].join("\n"),
		)
		.join("\n\n");
}
