/** The lock screens as a page, and what it needs beside the control routes. Loaded when somebody asks for it. */
import type { PageSettings } from "@activitysmith/lock-screen/page";
import { refusal } from "../control/guard.ts";
import { json } from "../control/respond.ts";
import type { Peer } from "../listen.ts";
import { ANY_KEY } from "../magic.ts";

const DOCUMENT = "openapi.json";

/** As the files of the page are named: the API has no path with an ending. */
const MAYBE_ITS_FILE = /^$|^[\w-]+\.\w+$/;

/** @returns `undefined` when it is not for the page. */
export type ServePage = (
	request: Request,
	peer: Peer,
	about: { /** Whether any key is taken. */ anyKey: boolean },
) => Promise<Response | undefined>;

export const servePage: ServePage = async (request, peer, { anyKey }) => {
	const name = new URL(request.url).pathname.slice(1);
	if (!MAYBE_ITS_FILE.test(name)) return undefined;
	// Before anything is made or read for whom it is not.
	const message = refusal(request, peer);
	if (message !== undefined) return json(403, { error: "Forbidden", message });
	if (name === DOCUMENT) return await documentResponse(request);
	const { loadPage, pageResponse } = await import("@activitysmith/lock-screen/page");
	const settings: PageSettings = {
		title: "ActivitySmith mock",
		events: "/_mock/screens",
		press: "/_mock/screens/press",
		dismiss: "/_mock/screens/dismiss",
		api: "/api",
		document: `/${DOCUMENT}`,
		exampleKey: anyKey ? ANY_KEY : null,
	};
	const files = await loadPage().catch((error: Error) => error);
	if (files instanceof Error) return json(500, { error: "Internal server error", message: files.message });
	return pageResponse(files, name, settings, request);
};

let document: string | undefined;

async function documentResponse({ method }: Request): Promise<Response> {
	if (document === undefined) {
		const { buildOpenApiDocument } = await import("@activitysmith/schema/openapi");
		document = JSON.stringify(buildOpenApiDocument());
	}
	const headers = { "Content-Type": "application/json", "Cache-Control": "no-cache" };
	return new Response(method === "HEAD" ? null : document, { headers });
}
