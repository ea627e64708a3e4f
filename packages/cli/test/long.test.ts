/** pipe and watch: what is shown in the end. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { longCases } from "./cases/long.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.concurrent("the last request", { timeout: 120_000 }, () => {
	test.for(longCases.map((one, index) => ({ ...one, index })))("$name", async (one, { expect: expected }) => {
		const visit = stage.visit();
		const folder = join(stage.program.folder, `long ${one.index}`);
		mkdirSync(folder);
		const files = one.files?.map((text, index) => {
			const file = join(folder, `${index}.json`);
			writeFileSync(file, text);
			return file;
		});
		const args = one.args.map((arg) => arg.replace(/^\{(\d)\}$/, (_, index) => files?.[index] ?? ""));
		const { code, stdout, stderr } = await visit.run(args, one.input);
		const sent = visit.sent();
		expected({ code, last: sent.at(-1), stderr: code === 0 ? stderr : "" }).toEqual({
			code: one.code ?? 0,
			last: one.last,
			stderr: "",
		});
		if (one.first) expected(sent[0]?.body).toMatchObject(one.first);
		for (const text of one.prints ?? []) expected(stdout).toContain(text);
	});
});

test("pipe sends the newest of what comes at once, and never more than one request at a time", async () => {
	const visit = stage.visit();
	const lines = Array.from({ length: 5000 }, (_, index) => `${index / 50}%\n`).join("");
	const { code } = await visit.run(["pipe", "job", "--interval", "1h"], lines);
	expect(code).toBe(0);
	const sent = visit.sent();
	expect(sent.length).toBeLessThanOrEqual(2);
	expect(sent.at(-1)).toMatchObject({ method: "DELETE", body: { content_state: { percentage: 100 } } });
});

test("pipe shows a line while the next has not come, and a signal ends it with what it has", async () => {
	const visit = stage.visit();
	const { child, ended } = visit.start(["pipe", "job"]);
	child.stdin?.write("30%\n");
	await visit.account.journal.waitFor({ operation: "reconcileLiveActivityStream" }, { timeout: "60s" });
	child.kill("SIGTERM");
	expect(await ended).toMatchObject({ code: 0 });
	expect(visit.account.devices[0]?.lockScreen().activities[0]).toMatchObject({
		status: "ended",
		state: { percentage: 30 },
	});
});

test("watch goes on after a command that fails and an API that refuses, until a signal ends it", async () => {
	const visit = stage.visit();
	visit.account.faults.add({ operation: "reconcileLiveActivityStream", status: 400, times: 1 });
	const script = `const fs = require("node:fs"); let n = 0; try { n = +fs.readFileSync("turns", "utf8"); } catch { n = 0; }
fs.writeFileSync("turns", String(n + 1)); if (n === 1) process.exit(9); console.log("turn", n);`;
	const { child, ended } = visit.start(["watch", "job", "--every", "1ms", "--", process.execPath, "-e", script]);
	await visit.account.journal.waitFor({ status: 200 }, { timeout: "60s" });
	child.kill("SIGINT");
	const { code, stderr } = await ended;
	expect(code).toBe(0);
	expect(stderr).toContain("(400)");
	expect(stderr).toContain("the command has ended with 9");
	expect(visit.account.devices[0]?.lockScreen().activities[0]?.status).toBe("ended");
});
