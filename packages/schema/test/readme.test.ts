/** The README's program prints what the README says. */
import { expect, test, vi } from "vitest";
import readme from "../README.md?raw";

test("the snippet prints the lines below it", async () => {
	const [, code = ""] = readme.match(/^```js\n(.*?)^```/ms) ?? [];
	const promised = Array.from(code.matchAll(/^\/\/ (.*)$/gm), ([, line]) => line);
	expect(promised.length).toBeGreaterThan(0);
	const entry = new URL("../src/index.ts", import.meta.url).href;
	const program = code.replace('"@activitysmith/schema"', JSON.stringify(entry));
	const print = vi.spyOn(console, "log").mockReturnValue();
	await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(program)}`);
	expect(print.mock.calls.map(([line]) => line)).toEqual(promised);
});
