/** Where a server on all addresses of this machine is reached from this machine. */

const LOOPBACK: Record<string, string> = { "0.0.0.0": "127.0.0.1", "[::]": "[::1]", "[::ffff:0:0]": "127.0.0.1" };

/**
 * The URL itself, unless its host stands for all addresses: to connect to that one works on some systems only, and the
 * control routes don't answer to it.
 */
export function localURL(url: string): string {
	// Without a host, as with `--host ""`, a server takes all addresses too.
	const { hostname, port } = new URL(url.replace("//:", "//0.0.0.0:"));
	const loopback = LOOPBACK[hostname];
	return loopback === undefined ? url : `http://${loopback}:${port || "80"}`;
}
