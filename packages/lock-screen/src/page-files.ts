/** The files of the page as a server holds them, and how it answers with one of them. */
import type { PageSettings } from "./protocol.ts";

export interface PageFile {
	readonly text: string;
	readonly contentType: string;
	/** Changes with the text. */
	readonly hash: string;
}

/** By name, such as `index.html` or `page.js`. They name each other relatively: a server may have them below any path. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Nothing from elsewhere, but what a notification brings when the user expands it. */
const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"connect-src 'self'",
	"img-src 'self' data: https:",
	"media-src https:",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	// Text that would become markup is an error, wherever it comes from.
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join("; ");

const SETTINGS = /(<script type="application\/json" id="settings">).*?(<\/script>)/s;

/** JSON in HTML: no text in it can end its element or begin another. */
function withSettings(html: string, settings: PageSettings): string {
	const json = JSON.stringify(settings).replace(
		/[<>&\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return html.replace(SETTINGS, (_, begin: string, end: string) => `${begin}${json}${end}`);
}

/** Whether a validator that the client has kept is this one. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function isKept(header: string | null, etag: string): boolean {
	if (header === null) return false;
	return header.split(",").some((kept) => kept.trim() === "*" || kept.trim().replace(/^W\//, "") === etag);
}

/**
 * Answers a GET or HEAD with a file of the page; `index.html` has the settings in it.
 *
 * @param path Below where the page is served, without a slash before it; empty for the page itself.
 * @returns `undefined` when there is no such file.
 */
export function pageResponse(
	files: PageFiles,
	path: string,
	settings: PageSettings,
	{ method, headers: asked }: Pick<Request, "method" | "headers">,
): Response | undefined {
	const name = path === "" ? "index.html" : path;
	const file = files.get(name);
	if (!file) return undefined;
	const headers: Record<string, string> = {
		"Content-Type": file.contentType,
		"Content-Security-Policy": CONTENT_SECURITY_POLICY,
		"X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "no-referrer",
		"Cache-Control": "no-cache",
	};
	// Its settings are of this server and this moment: nothing to compare with what a browser has kept.
	if (name === "index.html") headers["Cache-Control"] = "no-store";
	else {
		headers.ETag = `"${file.hash}"`;
		if (isKept(asked.get("if-none-match"), headers.ETag)) return new Response(null, { status: 304, headers });
	}
	if (method === "HEAD") return new Response(null, { headers });
	return new Response(name === "index.html" ? withSettings(file.text, settings) : file.text, { headers });
}
