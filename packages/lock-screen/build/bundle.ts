/** Makes the page from its sources, in memory. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { PageFile, PageFiles } from "../src/page-files.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const pages = join(folder, "src/page");

const contentTypes: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".txt": "text/plain; charset=utf-8",
};

function fileOf(name: string, text: string): readonly [string, PageFile] {
	const contentType = contentTypes[extname(name)];
	if (contentType === undefined) throw new Error(`The page has a file of an unknown type: ${name}`);
	const hash = createHash("sha256").update(text).digest("base64url").slice(0, 16);
	return [name, { text, contentType, hash }];
}

/** Where the package is that a file of the page comes from, if it is not ours. */
function packageFolder(path: string): string | undefined {
	if (path.endsWith("icons/generated/lucide.ts")) return "node_modules/lucide-static";
	return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

/** Of the packages whose work is in the page: they want to go where it goes. */
async function licences(inputs: readonly string[]): Promise<string> {
	const folders = inputs.flatMap((path) => packageFolder(path) ?? []);
	const texts = [...new Set(folders)].sort().map(async (relative) => {
		const name = relative.slice(relative.lastIndexOf("node_modules/") + "node_modules/".length);
		const path = join(folder, relative);
		const licence = (await readdir(path)).find((entry) => /^licen[cs]e/i.test(entry));
		if (licence === undefined) throw new Error(`${name} is in the page and has no licence file`);
		return `${name}\n\n${(await readFile(join(path, licence), "utf8")).trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * `index.html` with `page.js` and `page.css`, `gallery.html` with `gallery.js` and `gallery.css`, scripts that the two
 * share, and the licences of what is in them.
 */
export async function bundlePage(): Promise<PageFiles> {
	const { outputFiles, metafile } = await build({
		absWorkingDir: folder,
		entryPoints: { page: "src/page/main.tsx", gallery: "src/page/gallery.tsx" },
		outdir: "page",
		write: false,
		bundle: true,
		metafile: true,
		format: "esm",
		splitting: true,
		chunkNames: "shared-[hash]",
		target: "es2022",
		jsx: "automatic",
		jsxImportSource: "preact",
		conditions: ["@activitysmith/source"],
		define: { "process.env.NODE_ENV": '"production"' },
		minify: true,
		legalComments: "none",
		logLevel: "silent",
	});
	const inputs = Object.values(metafile.outputs).flatMap((output) =>
		Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
	);
	const html = (await readdir(pages)).filter((name) => name.endsWith(".html"));
	return new Map([
		...(await Promise.all(html.map(async (name) => fileOf(name, await readFile(join(pages, name), "utf8"))))),
		...outputFiles.map(({ path, text }) => fileOf(basename(path), text)),
		fileOf("licenses.txt", await licences(inputs)),
	]);
}
