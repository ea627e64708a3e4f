/** Schemes that run code, or show something that the page did not come for. */
const REFUSED = new Set(["about", "activitysmith", "blob", "data", "file", "filesystem", "javascript", "vbscript"]);

/**
 * What a link may point to: http, https, and the schemes of other apps such as `shortcuts`. `null` for anything else,
 * and for what is no absolute URL.
 */
export function hrefOf(url: string | null | undefined): string | null {
	if (!url || !URL.canParse(url)) return null;
	const { protocol, href } = new URL(url);
	return REFUSED.has(protocol.slice(0, -1)) ? null : href;
}
