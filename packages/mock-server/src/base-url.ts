/** Which addresses are the API's, for what takes a client's requests over: the handlers for MSW, and `install()`. */

/** Of the hosted service, where clients go that are told nothing else. */
export const HOSTED = "https://activitysmith.com/api";

/** The path below which the mock has its routes. */
const MOCK_PATH = "/api";

export interface BaseURL {
	origin: string;
	/** Without a slash at the end. */
	path: string;
}

/** A base URL that cannot be is a `TypeError`. It is not repeated: there may be a password in it. */
export function parseBaseURL(text: string): BaseURL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new TypeError(`baseURL must be an http or https URL, such as ${HOSTED}`);
	}
	return { origin: url.origin, path: url.pathname.replace(/\/+$/, "") };
}

/** The mock's own address for a request below one of the base URLs, or `undefined` for any other. */
export function mockAddress(baseURLs: readonly BaseURL[], { origin, pathname, search }: URL): string | undefined {
	const base = baseURLs.find((base) => base.origin === origin && `${pathname}/`.startsWith(`${base.path}/`));
	return base && `${origin}${MOCK_PATH}${pathname.slice(base.path.length)}${search}`;
}

/** Sends a request on to another address, whatever its body is. */
export async function readdressed(fetch: typeof globalThis.fetch, address: string, request: Request) {
	const { method, headers, signal } = request;
	const body = await request.arrayBuffer();
	return fetch(address, { method, headers, signal, body: body.byteLength > 0 ? body : null });
}
