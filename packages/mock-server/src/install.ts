/** The mock in place of the service for everything that calls `globalThis.fetch`, clients that take no fetch among it. */
import { type BaseURL, HOSTED, mockAddress, parseBaseURL, readdressed } from "./base-url.ts";

export interface InstallOptions {
	/**
	 * Requests below this URL, or below one of these, are the mock's.
	 * @default the hosted service's, and whatever ACTIVITYSMITH_BASE_URL says when a request is made
	 */
	baseURL?: string | readonly string[];
	/**
	 * What becomes of other requests: `"pass"` sends them as if nothing were installed, `"refuse"` rejects them with a
	 * `TypeError` that names the host, so that a test cannot reach the network by mistake.
	 * @default "pass"
	 */
	others?: "pass" | "refuse";
}

/** `using` ends it with the block. */
export interface Installed extends Disposable {
	/** Puts back what was there. To do it again, or in another order than that of the installations, is no mistake. */
	uninstall(): void;
}

type Fetch = typeof globalThis.fetch;

/** For each function that stood in for fetch and no longer does, the one that it had replaced. */
const retired = new WeakMap<Fetch, Fetch>();

function addressOf(input: Parameters<Fetch>[0]): URL | undefined {
	const text = input instanceof Request ? input.url : String(input);
	const page = globalThis.location?.href;
	return URL.canParse(text, page) ? new URL(text, page) : undefined;
}

function usualBaseURLs(): BaseURL[] {
	const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
	const named = process?.env?.ACTIVITYSMITH_BASE_URL;
	return [HOSTED, ...(named && URL.canParse(named) ? [named] : [])].map(parseBaseURL);
}

/** These come from no host. */
const LOCAL = ["data:", "blob:"];

/** @throws TypeError when a base URL is not one. */
export function install(mockFetch: Fetch, { baseURL, others = "pass" }: InstallOptions = {}): Installed {
	const given = baseURL === undefined ? undefined : [baseURL].flat().map(parseBaseURL);
	const found = globalThis.fetch;

	const standIn: Fetch = async (input, init) => {
		const url = addressOf(input);
		if (!url || retired.has(standIn)) return found(input, init);
		const address = mockAddress(given ?? usualBaseURLs(), url);
		if (address !== undefined) {
			const request = input instanceof Request ? input : url;
			return address === url.href
				? mockFetch(request, init)
				: readdressed(mockFetch, address, new Request(request, init));
		}
		if (others === "pass" || LOCAL.includes(url.protocol)) return found(input, init);
		throw new TypeError(`A request to ${url.host} was refused: the installed mock lets none through but to the API`);
	};

	const uninstall = () => {
		retired.set(standIn, found);
		// One that was retired while another stood before it is found here, when that one goes.
		for (let before = retired.get(globalThis.fetch); before; before = retired.get(before)) globalThis.fetch = before;
	};
	globalThis.fetch = standIn;
	return { uninstall, [Symbol.dispose]: uninstall };
}
