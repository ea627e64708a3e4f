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
export function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What curl takes for a pattern in a URL. */
const GLOB = /[[\]{}]/;

/** The method that curl chooses by itself is not named. */
function method({ method, body }: Call): string {
	return method === (body === undefined ? "GET" : "POST") ? "" : ` -X ${quoted(method)}`;
}

export function curlOf(call: Call): string {
	const { url, body, key } = call;
	const authorization = "Authorization: Bearer ";
	return [
		`curl${GLOB.test(url) ? " -g" : ""}${method(call)} ${quoted(url)}`,
		`-H ${key ? quoted(authorization + key) : `"${authorization}$ACTIVITYSMITH_API_KEY"`}`,
		...(body === undefined
			? []
			: [
					"-H 'Content-Type: application/json'",
					`--data-raw ${quoted(typeof body === "string" ? body : JSON.stringify(body))}`,
				]),
	].join(" \\\n  ");
}
