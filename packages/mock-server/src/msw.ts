/** The mock behind MSW, for tests that already intercept their requests with it. */
import { type HttpHandler, http } from "msw";
import { type BaseURL, HOSTED, mockAddress, parseBaseURL, readdressed } from "./base-url.ts";
import type { Mock } from "./mock.ts";

export interface HandlersOptions {
	/** Where the client sends its requests; several for clients that differ. @default "https://activitysmith.com/api" */
	baseURL?: string | readonly string[];
}

/**
 * Request handlers for `setupServer()` and `setupWorker()` of MSW 2.2 to 3: the mock answers every request below the base
 * URL. A connection that a fault breaks is a network error, as it would be without MSW.
 *
 * @throws TypeError when a base URL is not one.
 * @example
 * const server = setupServer(...handlers(mock));
 */
export function handlers(mock: Pick<Mock, "fetch">, { baseURL = HOSTED }: HandlersOptions = {}): HttpHandler[] {
	const baseURLs = [baseURL].flat().map(parseBaseURL);
	return [http.all(pattern(baseURLs), ({ request }) => answer(mock, baseURLs, request))];
}

/** MSW takes the query away before it compares. */
function pattern(baseURLs: readonly BaseURL[]): RegExp {
	const escaped = baseURLs.map(({ origin, path }) => `${origin}${path}`.replace(/[^\w/:]/g, "\\$&"));
	return new RegExp(`^(?:${escaped.join("|")})(?:/|$)`);
}

async function answer({ fetch }: Pick<Mock, "fetch">, baseURLs: readonly BaseURL[], request: Request) {
	const address = mockAddress(baseURLs, new URL(request.url));
	if (address === undefined) return undefined;
	try {
		return await readdressed(fetch, address, request);
	} catch (error) {
		// MSW would make a 500 of anything else that is thrown.
		if (error instanceof TypeError || request.signal.aborted) return Response.error();
		throw error;
	}
}
