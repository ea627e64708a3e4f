/** Letters that are the same on every machine: those of packages, in place of what a system has. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** Below the page's own address, so that no policy is in the way. */
const PATH = "/picture-fonts/";

const families = [
	["inter/opsz.css", "Inter Variable"],
	["noto-sans-arabic/index.css", "Noto Sans Arabic Variable"],
	["noto-sans-hebrew/index.css", "Noto Sans Hebrew Variable"],
] as const;

const installed = new URL("../../node_modules/@fontsource-variable/", import.meta.url);
const contentTypes: Record<string, string> = { ".css": "text/css", ".woff2": "font/woff2" };

/** A style sheet of the page that has these fonts come before all others. */
export function withFonts(css: string): string {
	const imports = families.map(([path]) => `@import "${PATH}${path}";`).join("");
	const names = families.map(([, name]) => `"${name}"`).join(", ");
	return `${imports}${css}:root, .as-device { font-family: ${names}, sans-serif }`;
}

/** What the style sheet asks for; `undefined` for all other paths. */
export async function fontFile(pathname: string): Promise<{ contentType: string; body: Buffer } | undefined> {
	const contentType = contentTypes[extname(pathname)];
	if (!pathname.startsWith(PATH) || contentType === undefined) return undefined;
	return { contentType, body: await readFile(fileURLToPath(new URL(pathname.slice(PATH.length), installed))) };
}
