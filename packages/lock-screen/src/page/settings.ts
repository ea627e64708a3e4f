/** What the server has written into the page. */
import type { PageSettings } from "../protocol.ts";

export function readSettings(document: Document): PageSettings {
	const written = document.getElementById("settings")?.textContent;
	if (!written) throw new Error("The page has no settings: the server writes them into <script id=settings>.");
	return JSON.parse(written) as PageSettings;
}
