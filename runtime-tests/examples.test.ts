/** The examples for Deno and Bun, on the real ones. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { createMock } from "@activitysmith/mock-server";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bringRuntimes, runtimes } from "./runtimes.ts";

beforeAll(bringRuntimes, 300_000);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "activitysmith-examples-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a program of the examples with the address and a key of a mock. */
async function run(name: "Deno" | "Bun", permissions: string[], example: string, args: string[]) {
	await using mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	const runtime = runtimes.find((runtime) => runtime.name === name) ?? expect.fail(`no ${name}`);
	const file = fileURLToPath(new URL(`../examples/${example}`, import.meta.url));
	const env = {
		...process.env,
		...runtime.env,
		ACTIVITYSMITH_BASE_URL: baseURL,
		ACTIVITYSMITH_API_KEY: "ask_example",
	};
	const ran = await promisify(execFile)(
		runtime.program(),
		[...runtime.args, "--conditions=@activitysmith/source", ...permissions, file, ...args],
		{ env },
	).catch((failed: { code: number; stdout: string; stderr: string }) => failed);
	return { ...ran, activities: mock.device("iphone").lockScreen().activities };
}

test("Deno compares an archive with its checksums", async () => {
	const sums = ["one", "two"].map((name) => {
		writeFileSync(join(folder, name), `text of ${name}`);
		return `${createHash("sha256").update(`text of ${name}`).digest("hex")}  ${name}\n`;
	});
	const list = join(folder, "SHA256SUMS");
	writeFileSync(list, sums.join(""));
	const whole = await run("Deno", [`--allow-read=${folder}`], "deno/verify-archive.ts", [list]);
	expect(whole).toMatchObject({ stdout: "2 files are whole\n", stderr: "" });
	expect(whole.activities).toMatchObject([
		{ status: "ended", state: { subtitle: "2 files are whole", color: "green", value: 2, upperLimit: 2 } },
	]);

	writeFileSync(join(folder, "two"), "bits have rotted");
	writeFileSync(list, [...sums, `${"0".repeat(64)}  three\n`].join(""));
	const damaged = await run("Deno", [`--allow-read=${folder}`], "deno/verify-archive.ts", [list]);
	expect(damaged).toMatchObject({ code: 1, stdout: "2 of 3 are damaged\ntwo\nthree\n" });
	expect(damaged.activities).toMatchObject([{ status: "ended", state: { color: "red" } }]);
});

test("Bun compresses logs", async () => {
	const line = "GET / 200\n";
	for (const name of ["a.log", "b.log", "c.txt"]) writeFileSync(join(folder, name), line.repeat(20_000));
	const { stdout, activities } = await run("Bun", [], "bun/compress-logs.ts", [folder]);
	expect(stdout).toBe("2 files, 0.4 MB became 0 MB\n");
	expect(activities).toMatchObject([
		{
			status: "ended",
			state: {
				subtitle: "2 of 2 compressed",
				metrics: [
					{ label: "Before", value: "0.4" },
					{ label: "After", value: "0" },
				],
			},
		},
	]);
	expect(gunzipSync(readFileSync(join(folder, "b.log.gz"))).toString()).toBe(line.repeat(20_000));
	expect(["a.log", "b.log", "c.txt"].map((name) => existsSync(join(folder, name)))).toEqual([false, false, true]);
});
