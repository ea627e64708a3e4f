/**
 * The page for a server to serve. This module makes it from its sources, once, when it is first asked for; in a built
 * package build/embed.ts has put the finished files in its place.
 */
import type { PageFiles } from "./page-files.ts";

export { type PageFile, type PageFiles, pageResponse } from "./page-files.ts";
export type * from "./protocol.ts";
export type * from "./screen.ts";

let files: Promise<PageFiles> | undefined;

/** The files of the page: the same ones at every call. */
export function loadPage(): Promise<PageFiles> {
	files ??= import("../build/bundle.ts")
		.then(({ bundlePage }) => bundlePage())
		.catch((error: Error) => {
			// Somebody is at work on it: the next call tries again.
			files = undefined;
			throw error;
		});
	return files;
}
