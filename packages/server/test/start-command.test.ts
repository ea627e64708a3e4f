/** The command `activitysmith-server`, as a process. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { startServer } from "../src/index.ts";
import { environment, finished, run as startIn, untilReady } from "./command.ts";
import { temporaryFolder } from "./databases.ts";
import { openLink, openPage } from "./running-server.ts";

const folder = temporaryFolder();
const run = (args: string[], env?: Record<string, string>) => startIn(folder, args, env);

describe("the command", () => {
	test("prints lines to paste that put a Live Activity on the lock screen, and ends cleanly", async () => {
		const data = join(folder, "first");
		const server = run(["--port", "0", "--data", data]);
		const printed = await untilReady(server, /Ctrl\+C/);
		expect(printed).toContain("Lock screens in browsers only");
		const [url = ""] = /http:\/\/[\w.:]+(?= \(ready)/.exec(printed) ?? [];
		const page = await openPage({ url }, await openLink(/http\S+\/pair\?code=\w+/.exec(printed)?.[0]));

		const exports = printed.match(/export \w+=\S+/g) ?? [];
		const [curl = ""] = /curl (?:.*\\\n)+.*'/.exec(printed) ?? [];
		const { stdout } = await promisify(execFile)("sh", ["-ec", [...exports, curl].join("\n")]);
		expect(JSON.parse(stdout)).toMatchObject({ success: true, operation: "started", devices_notified: 1 });
		await page.until(({ activities: [activity] }) => activity?.state.percentage === 42);

		const [, snippet = ""] = /^( {2}import ActivitySmith[\s\S]*?\}\);)$/m.exec(printed) ?? [];
		const program = fileURLToPath(new URL(`snippet-${process.pid}.mjs`, import.meta.url));
		writeFileSync(program, snippet);
		const { unlink } = await import("node:fs/promises");
		onTestFinished(() => unlink(program));
		const env = {
			...environment,
			...Object.fromEntries(exports.map((line) => line.slice("export ".length).split("="))),
		};
		await promisify(execFile)(process.execPath, ["--conditions=@activitysmith/source", program], { env });
		await page.until(({ activities: [activity] }) => activity?.state.percentage === 64);

		server.kill("SIGTERM");
		const [code] = await once(server, "exit");
		expect(code).toBe(0);
		await page.ended;
		const again = await startServer({ data, port: 0 });
		expect(again.firstKey).toBeUndefined();
		await again.close();
	});

	test("tells programs in one line that it is ready", async () => {
		const server = run(["--json"], { ACTIVITYSMITH_PORT: "0", ACTIVITYSMITH_DATA: join(folder, "json") });
		const ready = JSON.parse(await untilReady(server, /\n/));
		expect(ready).toMatchObject({
			event: "ready",
			baseURL: `${ready.url}/api`,
			apiKey: expect.stringMatching(/^ask_\w{40}$/),
			apns: false,
			pid: server.pid,
			version: packageJson.version,
		});
		expect((await fetch(`${ready.baseURL}/badge`, { method: "POST" })).status).toBe(401);
		server.kill("SIGINT");
		expect((await once(server, "exit"))[0]).toBe(0);
	});

	test("says what is wrong with a setting, and ends with 2", async () => {
		const { code, output, errors } = await finished(run(["--port", "http"]));
		expect([code, output]).toEqual([2, ""]);
		expect(errors).toBe(
			"activitysmith-server: --port must be a whole number from 0 to 65535.\nSee activitysmith-server --help\n",
		);
	});

	test("says what is wrong with the database, leaves it as it is, and ends with 1", async () => {
		writeFileSync(join(folder, "activitysmith.sqlite"), "no database");
		const { code, errors } = await finished(run(["--data", folder]));
		expect(code).toBe(1);
		expect(errors).toMatch(/^activitysmith-server: \S+activitysmith\.sqlite is no SQLite database.*left as it is\.\n$/);
	});

	test("keeps the password of a database that does not answer to itself, and ends with 1", async () => {
		const { code, errors } = await finished(run([], { DATABASE_URL: "postgres://user:hush-hush@127.0.0.1:1/name" }));
		expect(code).toBe(1);
		expect(errors).toContain("PostgreSQL at user@127.0.0.1:1/name does not answer");
		expect(errors).not.toContain("hush-hush");
	});

	test("says that its port is taken, and ends with 1", async () => {
		const other = createServer().listen(0, "127.0.0.1");
		await once(other, "listening");
		onTestFinished(() => void other.close());
		const { port } = other.address() as { port: number };
		const data = join(folder, "taken");
		const { code, errors } = await finished(run(["--port", String(port), "--data", data]));
		expect([code, errors]).toEqual([1, expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`)]);
		// The key, which is shown once, was not made for nobody to see.
		const ready = JSON.parse(await untilReady(run(["--json", "--port", "0", "--data", data]), /\n/));
		expect(ready.apiKey).toMatch(/^ask_\w{40}$/);
	});

	test("is the only one with its file, until it has ended", async () => {
		const data = join(folder, "held");
		const server = run(["--json", "--port", "0", "--data", data]);
		await untilReady(server, /\n/);
		const { code, errors } = await finished(run(["--port", "0", "--data", data]));
		expect([code, errors]).toEqual([
			1,
			`activitysmith-server: Another server works with ${join(data, "activitysmith.sqlite")}. Stop it, or name another data folder. A PostgreSQL can be shared.\n`,
		]);
		const exit = once(server, "exit");
		server.kill("SIGKILL");
		await exit;
		expect(await untilReady(run(["--json", "--port", "0", "--data", data]), /\n/)).toContain('"event":"ready"');
	});

	test("prints its version and its help", async () => {
		expect(await finished(run(["--version"]))).toEqual({ code: 0, output: `${packageJson.version}\n`, errors: "" });
		const { code, output } = await finished(run(["--help"]));
		expect([code, output]).toEqual([0, expect.stringContaining("--apns-key-file")]);
	});
});
