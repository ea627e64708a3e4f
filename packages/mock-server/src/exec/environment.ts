/** The environment that leads the clients of a command to the mock. */
import { delimiter } from "node:path";
import { LOOPBACK, NAMES } from "./service.ts";
import type { TrustFolder } from "./trust-folder.ts";

interface Settings {
	/** The environment to add to. */
	env: NodeJS.ProcessEnv;
	/** Where the mock listens, for clients that can be told. */
	baseURL: string;
	apiKey: string;
	proxyURL: string;
	/** What to reach without the proxy; see directHosts. */
	direct: readonly string[];
	folder: TrustFolder;
}

/** An exception that would let requests for the hosted service past the proxy. Some clients compare bare endings. */
function exceptsService(entry: string): boolean {
	const ending = entry
		.toLowerCase()
		.replace(/:\d+$/, "")
		.replace(/\.$/, "")
		.replace(/^[*.]+/, "");
	return NAMES.some((name) => name.endsWith(ending));
}

/** This machine, and what the environment already excepts from proxies, but for the hosted service. */
export function directHosts({ NO_PROXY, no_proxy }: NodeJS.ProcessEnv): string[] {
	const entries = [NO_PROXY, no_proxy].flatMap((list) => list?.split(/[\s,]+/) ?? []);
	return [...new Set([...LOOPBACK, ...entries.filter((entry) => !exceptsService(entry))])];
}

/** Clients disagree on the case of these; most take the lower one first. */
function bothCases(name: string, value: string): Record<string, string> {
	return { [name]: value, [name.toLowerCase()]: value };
}

const joined = (separator: string, ...parts: (string | undefined)[]) => parts.filter(Boolean).join(separator);

export function commandEnvironment({ env, baseURL, apiKey, proxyURL, direct, folder }: Settings): NodeJS.ProcessEnv {
	return {
		...env,
		ACTIVITYSMITH_BASE_URL: baseURL,
		ACTIVITYSMITH_API_KEY: apiKey,
		...bothCases("HTTP_PROXY", proxyURL),
		...bothCases("HTTPS_PROXY", proxyURL),
		...bothCases("ALL_PROXY", proxyURL),
		...bothCases("NO_PROXY", direct.join(",")),
		...folder.certificates,
		NODE_USE_ENV_PROXY: "1",
		NODE_OPTIONS: joined(" ", env.NODE_OPTIONS, `--require ${JSON.stringify(folder.nodeScript)}`),
		PYTHONPATH: joined(delimiter, folder.pythonFolder, env.PYTHONPATH),
		RUBYLIB: joined(delimiter, folder.rubyFolder, env.RUBYLIB),
		RUBYOPT: joined(" ", env.RUBYOPT, `-r${folder.rubyLibrary}`),
		// An empty entry stands for the folder that PHP was built with.
		PHP_INI_SCAN_DIR: [env.PHP_INI_SCAN_DIR ?? "", folder.phpFolder].join(delimiter),
	};
}
