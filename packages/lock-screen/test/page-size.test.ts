import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { bundlePage } from "../build/bundle.ts";

const LIMIT = 60 * 1024;

it("is at most 60 KB, compressed, with all that the page loads", async () => {
	const files = [...(await bundlePage())].filter(([name]) => !/^gallery|\.txt$/.test(name));
	const sizes = files.map(([name, { text }]) => [name, gzipSync(text, { level: 9 }).length] as const);
	const total = sizes.reduce((sum, [, size]) => sum + size, 0);
	expect(sizes.map(([name]) => name)).toEqual(expect.arrayContaining(["index.html", "page.js", "page.css"]));
	console.log(`page: ${total} of ${LIMIT} bytes compressed (${sizes.map((each) => each.join(" ")).join(", ")})`);
	expect(total).toBeLessThanOrEqual(LIMIT);
});

it("carries the licences of what others have made for it", async () => {
	const licences = (await bundlePage()).get("licenses.txt")?.text ?? "";
	expect(licences).toMatch(/^preact\n/m);
	expect(licences).toMatch(/^lucide-static\n\nISC License/m);
});
