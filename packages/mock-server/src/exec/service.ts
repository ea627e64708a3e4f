/** Where the hosted service is, and which hosts are this machine. */

/** The domain of the hosted service. */
export const DOMAIN = "activitysmith.com";
/** The names that are answered for it. */
export const NAMES = [DOMAIN, `www.${DOMAIN}`, `api.${DOMAIN}`] as const;

const names: ReadonlySet<string> = new Set(NAMES);

/** Names are the same in any case, and with the dot of the root at their end. */
export const isService = (host: string): boolean => names.has(host.toLowerCase().replace(/\.$/, ""));

/** What clients are told to reach without the proxy: this machine. With `[::1]`, httpx fails. */
export const LOOPBACK = ["localhost", "127.0.0.1", "::1"] as const;

/** This machine, as URLs name it. */
export const isLoopback = (host: string): boolean => /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[?::1\]?$/i.test(host);
