/** For a build with esbuild: puts the finished page where the module stands that makes it from its sources. */
import type { Plugin } from "esbuild";
import { bundlePage } from "./bundle.ts";

export function embeddedPage(): Plugin {
	return {
		name: "embedded-page",
		setup({ onLoad }) {
			onLoad({ filter: /[\\/]lock-screen[\\/]src[\\/]page-from-source\.ts$/ }, async () => ({
				loader: "ts",
				contents: `
					export { pageResponse } from "./page-files.ts";
					const files = new Map(${JSON.stringify([...(await bundlePage())])});
					export const loadPage = async () => files;
				`,
			}));
		},
	};
}
