/**
 * Who may use the control routes: programs on this machine, or anywhere when it was said so, and never a page that a
 * browser has loaded from elsewhere.
 */
import type { Peer } from "../listen.ts";

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/i;
const LOOPBACK_NAME = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])\.?$/i;

function hostOf({ headers, url }: Request): string {
	return headers.get("host") ?? new URL(url).host;
}

/**
 * Why the request is refused; `undefined` when it is not. A page elsewhere has an `Origin` of its own, and one that
 * reaches this machine by a name of its own (DNS rebinding) has that name in `Host`: where any name is let in, nothing
 * tells it from a page of the mock's.
 */
export function refusal(request: Request, { address, control }: Peer): string | undefined {
	const host = hostOf(request);
	const origin = request.headers.get("origin");
	if (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
		return "The control routes don't answer pages from elsewhere.";
	}
	if (control === "anywhere") return undefined;
	const remedy = 'Listen with control: "anywhere" (--control anywhere) to allow it.';
	if (address !== undefined && !LOOPBACK_ADDRESS.test(address)) {
		return `The control routes answer programs on this machine only. ${remedy}`;
	}
	if (!LOOPBACK_NAME.test(host.replace(/:\d*$/, ""))) {
		return `The control routes answer to the names of this machine only, such as 127.0.0.1 or localhost. ${remedy}`;
	}
	return undefined;
}
