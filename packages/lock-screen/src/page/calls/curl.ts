/** A request as a command line for curl in a POSIX shell. */

export interface Call {
	method: string;
	/** Absolute. */
	url: string;
	/** `undefined` for none. Text is sent as it is, all else as JSON. */
	body?: unknown;
	/** As it is to be shown; without one the shell's `$ACTIVITYSMITH_API_KEY` is used. Only for a key that is no secret. */
	key?: string | null | undefined;
}

/** In single quotes a shell takes everything as it is, but a single quote itself. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What curl takes for a pattern in a URL. */
const GLOB = /[[\]{}]/;

/** The method that curl chooses by itself is not named. */
function method({ method, body }: Call): string {
	if (method === (body === undefined ? "GET" : "POST")) return "";
	return ` -X ${/^[A-Z]+$/.test(method) ? method : quoted(method)}`;
}

/** A long one is easier to read, and to change, with a line for each field. */
function written(body: unknown): string {
	if (typeof body === "string") return body;
	const line = JSON.stringify(body);
	return line.length > 80 ? JSON.stringify(body, null, 2) : line;
}

export function curlOf(call: Call): string {
	const { url, body, key } = call;
	const authorization = "Authorization: Bearer ";
	return [
		`curl${GLOB.test(url) ? " -g" : ""}${method(call)} ${quoted(url)}`,
		`-H ${key ? quoted(authorization + key) : `"${authorization}$ACTIVITYSMITH_API_KEY"`}`,
		...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `--data-raw ${quoted(written(body))}`]),
	].join(" \\\n  ");
}
