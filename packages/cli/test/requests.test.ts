/** Every command that makes one request, with every flag: what it sends, prints and returns. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endStreamCases, otherActivityCases, streamCases } from "./cases/activity.ts";
import type { Case } from "./cases/case.ts";
import { pushCases, smallCases } from "./cases/push.ts";
import { openStage, type Stage } from "./stage.ts";

const cases: readonly Case[] = [...pushCases, ...smallCases, ...streamCases, ...endStreamCases, ...otherActivityCases];

const shown = { title: "Job", type: "progress", percentage: 1 } as const;

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe.concurrent("requests", { timeout: 120_000 }, () => {
	test.for(cases.map((one, index) => ({ ...one, index })))("$name", async (one, { expect: expected }) => {
		const visit = stage.visit();
		if (one.isShown) await visit.client.liveActivities.stream("job", { content_state: shown });
		const before = visit.sent().length;
		const folder = join(stage.program.folder, `case ${one.index}`);
		mkdirSync(folder);
		const files = one.files?.map((text, index) => {
			const file = join(folder, `it's ${index}.json`);
			writeFileSync(file, text);
			return file;
		});
		const args = one.args.map((arg) => arg.replace(/^\{(\d)\}$/, (_, index) => files?.[index] ?? ""));
		const { code, stdout, stderr } = await visit.run(args, one.input);
		expected({ sent: visit.sent().slice(before), code, stderr: code === 0 ? stderr : "" }).toEqual({
			sent: one.sent,
			code: one.code ?? 0,
			stderr: "",
		});
		for (const text of one.prints ?? []) expected(stdout).toContain(text);
	});
});

test("an id goes from start to update and end", async () => {
	const visit = stage.visit();
	const started = await visit.run([
		"activity",
		"start",
		"--title",
		"Deploy",
		"--type",
		"progress",
		"--percentage",
		"1",
	]);
	const id = /^Activity ID: (\S+)$/m.exec(started.stdout)?.[1] ?? "";
	expect(id).toMatch(/^[\w-]{32}$/);
	const given = ["--activity-id", id, "--title", "Deploy", "--percentage"];
	expect((await visit.run(["activity", "update", ...given, "50"])).stdout).toContain(
		`Live Activity updated.\nActivity ID: ${id}`,
	);
	expect((await visit.run(["activity", "end", ...given, "100"])).stdout).toContain(
		`Live Activity ended.\nActivity ID: ${id}`,
	);
	expect(visit.account.devices[0]?.lockScreen().activities[0]).toMatchObject({
		status: "ended",
		state: { percentage: 100 },
	});
});
