/** Any server by its base URL: with the control routes of a mock all that a case can want, without them one account. */
import type { Capability, Controls, Target } from "../driver.ts";
import { keyProblem, refusesStrangers } from "./accounts.ts";
import { ControlRoutes } from "./controls.ts";

export interface ServerOptions {
	/** With the path before the operations, such as `https://activitysmith.com/api`. */
	baseURL: string;
	/** Of an account with a device at least. Not needed where accounts can be made. */
	apiKey?: string | undefined;
	/** @default "server" */
	name?: string;
	/** @default the global fetch */
	fetch?: typeof globalThis.fetch;
}

/** What control routes can do, with any clock. */
const OFFERED: readonly Capability[] = ["accounts", "phones", "streams", "channels", "faults"];

/** Without control routes no case calls these: the runner looks at the capabilities first. */
const absent = () => Promise.reject(new Error("The target has no control routes"));
const noControls: Controls = {
	clock: { now: absent, advance: absent },
	phones: { look: absent, tokens: absent, registerTokens: absent, offline: absent, dismiss: absent },
	channels: { set: absent },
	streams: { pause: absent, resume: absent },
	faults: { add: absent },
};

/** How long a server may take to say what it can do. */
const PROBE_MS = 10_000;

/**
 * Looks at the server to find out what it can do. Rejects when it does not answer, when it is no such API, or when a key is missing or
 * refused.
 */
export async function server({ name = "server", apiKey, ...options }: ServerOptions): Promise<Target> {
	const baseURL = options.baseURL.replace(/\/+$/, "");
	const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
	const routes = new ControlRoutes(new URL(baseURL).origin, fetch);
	/** What only finds out what there is has to come soon, from this server and no other. */
	const probe: typeof globalThis.fetch = (input, init) =>
		fetch(input, { ...init, redirect: "manual", signal: AbortSignal.timeout(PROBE_MS) });
	const health = await new ControlRoutes(new URL(baseURL).origin, probe).health();
	const capabilities = new Set<Capability>();
	if (health) {
		for (const capability of OFFERED) capabilities.add(capability);
		if (health.clock === "frozen") capabilities.add("clock");
	} else if (apiKey === undefined) {
		throw new TypeError("An API key is needed: the server has no control routes to make an account with");
	}
	const problem = health || apiKey === undefined ? undefined : await keyProblem(baseURL, apiKey, probe);
	if (problem !== undefined) throw new TypeError(problem);
	if (await refusesStrangers(baseURL, probe)) capabilities.add("strict-keys");
	return {
		name,
		baseURL,
		fetch,
		capabilities,
		account: async (seed) => (health ? routes.account(seed) : { keys: { all: apiKey ?? "" }, ...noControls }),
	};
}
