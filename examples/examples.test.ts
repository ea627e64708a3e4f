/** The examples that are programs, run as their users would run them, against a mock that listens. */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "activitysmith-examples-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function start() {
	const mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_example" };
	const run = promisify(execFile);
	const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
	return {
		mock,
		phone: mock.device("iphone"),
		sh: (name: string, args: string[], more: Record<string, string> = {}) =>
			run("sh", [path(name), ...args], { env: { ...env, ...more } }),
		node: (name: string, ...args: string[]) =>
			run(process.execPath, ["--conditions=@activitysmith/source", path(name), ...args], { env, cwd: folder }),
		[Symbol.asyncDispose]: () => mock.close(),
	};
}

describe.skipIf(process.platform === "win32")("a cron job that watches a process of PM2", () => {
	/** A `pm2` that knows two instances of `api`, as busy as it is told. */
	function pm2(cpu: number, name = "api"): Record<string, string> {
		const list = [cpu, cpu / 2].map((cpu) => ({ name, monit: { cpu, memory: 150 * 2 ** 20 } }));
		writeFileSync(
			join(folder, "pm2"),
			`#!/bin/sh\ncat <<'END'\nIn-memory PM2 is out-of-date\n${JSON.stringify(list)}\nEND\n`,
		);
		chmodSync(join(folder, "pm2"), 0o755);
		return { PATH: `${folder}:${process.env.PATH}` };
	}

	test("shows it while it is busy, and no longer", async () => {
		await using started = await start();
		const { mock, phone, sh } = started;
		await sh("pm2-cpu/watch-cpu.sh", ["api", "80"], pm2(70));
		expect(phone.lockScreen().activities).toMatchObject([
			{
				streamKey: "pm2-cpu-api",
				state: {
					title: "api",
					subtitle: "2 running",
					metrics: [
						{ label: "CPU", value: "105", unit: "%" },
						{ label: "Memory", value: "300", unit: "MB" },
					],
				},
			},
		]);
		await sh("pm2-cpu/watch-cpu.sh", ["api", "80"], pm2(2));
		expect(phone.lockScreen().activities[0]?.status).toBe("ended");
		await sh("pm2-cpu/watch-cpu.sh", ["api"], pm2(2));
		mock.journal.expectNoUnexpectedRequests();
	});

	test("takes any name that PM2 takes", async () => {
		await using started = await start();
		const { mock, phone, sh } = started;
		const name = '-web "é" $(id)/v2.1';
		for (const cpu of [90, 2]) await sh("pm2-cpu/watch-cpu.sh", [name], pm2(cpu, name));
		expect(phone.lockScreen().activities).toMatchObject([{ status: "ended", state: { title: name } }]);
		mock.journal.expectNoUnexpectedRequests();
	});

	test("has nothing to end when it was never busy, and fails when the service or the process is not there", async () => {
		await using started = await start();
		const { mock, sh } = started;
		await sh("pm2-cpu/watch-cpu.sh", ["api"], pm2(2));
		await expect(sh("pm2-cpu/watch-cpu.sh", ["web"], pm2(2))).rejects.toMatchObject({
			stderr: expect.stringContaining("PM2 has no process web"),
		});
		mock.faults.add({ status: 500 });
		await expect(sh("pm2-cpu/watch-cpu.sh", ["api"], pm2(90))).rejects.toMatchObject({
			stderr: expect.stringContaining("500"),
		});
	});
});

describe("an ETL job", () => {
	const csv = "id,country,amount\n1,DE,10.00\n2,FR,4.50\n3,DE,0.99\n";

	test("shows its three steps, and ends green", async () => {
		await using started = await start();
		const { phone, node } = started;
		writeFileSync(join(folder, "orders.csv"), csv);
		await node("etl/etl.ts");
		expect(phone.lockScreen().activities).toMatchObject([
			{
				streamKey: "etl-orders",
				status: "ended",
				state: { subtitle: "3 orders of 2 countries", color: "green", numberOfSteps: 3, currentStep: 3 },
			},
		]);
	});

	test("ends red with what was wrong", async () => {
		await using started = await start();
		const { phone, node } = started;
		writeFileSync(join(folder, "orders.csv"), `${csv}4,IT,many\n`);
		await expect(node("etl/etl.ts")).rejects.toMatchObject({ code: 1 });
		expect(phone.lockScreen().activities).toMatchObject([
			{ status: "ended", state: { subtitle: "Order 4 has no amount", color: "red" } },
		]);
	});
});

test("a car that charges, and says when it is ready", async () => {
	await using started = await start();
	const { phone, node } = started;
	const { stdout } = await node("ev-charger/charger.ts", "60", "200");
	expect(stdout).toMatch(/^60 % to 80 % in \d+ minutes\n$/);
	expect(phone.lockScreen().activities).toMatchObject([
		{ streamKey: "ev-charger", status: "ended", state: { percentage: 80, icon: { symbol: "bolt.car" } } },
	]);
	expect(phone.notifications()).toMatchObject([
		{ aps: { alert: { title: "Your car is ready" }, "interruption-level": "time-sensitive" } },
	]);
});

test("a worker whose queue gets empty", async () => {
	await using started = await start();
	const { mock, phone, node } = started;
	const { stdout } = await node("worker/worker.ts");
	expect(stdout).toBe("{ done: 500, failed: 0 }\n");
	expect(phone.lockScreen().activities).toMatchObject([
		{ status: "ended", state: { title: "Newsletter", subtitle: "500 done", value: 500, upperLimit: 500 } },
	]);
	// It reports five hundred times.
	expect(mock.journal.count()).toBeLessThan(10);
});
