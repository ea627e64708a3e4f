/** Everything that all SDKs share, through one of them: the cases of the contract, and the rules of clients. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import {
	allCases,
	type Connect,
	judge,
	type MakeCall,
	runCase,
	sdkCases,
	server,
	type Target,
	traceOf,
} from "@activitysmith/conformance";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Describe } from "./toolchain.ts";

/** What a `DriverProcess` is, and what our own SDK is without one. */
export interface SdkDriver {
	call: MakeCall;
	connect: Connect;
	close(): Promise<void>;
}

export interface SdkUnderTest {
	/** The head of its columns in the table of all SDKs. */
	language: string;
	/** Clients that are tested each, such as one for threads and one for asyncio. */
	variants?: string[];
	/** @param variant One of them; empty when there are none. */
	start(variant: string): Promise<SdkDriver>;
	/** @default vitest's own */
	describe?: Describe;
}

/** A driver is started once, cases go through it side by side. */
const CASE_MS = 60_000;
const START_MS = 300_000;

/** For `npm test`, which makes one table of what all languages have passed. */
function record(column: string, passed: Set<string>): void {
	const folder = process.env.SDK_RESULTS;
	if (folder === undefined) return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${column}.json`), JSON.stringify({ column, passed: [...passed] }));
}

function testClient({
	column,
	start,
	target,
}: {
	column: string;
	start(): Promise<SdkDriver>;
	target(): Target;
}): void {
	const passed = new Set<string>();
	let driver: SdkDriver;
	beforeAll(async () => {
		driver = await start();
	}, START_MS);
	afterAll(async () => {
		await driver.close();
		record(column, passed);
		console.log(`${column}: ${passed.size} of ${allCases.length + sdkCases.length} passed`);
	});

	test.concurrent.each(allCases.map((one) => [one.id, one] as const))("%s", { timeout: CASE_MS }, async (id, one) => {
		const attempt = await runCase(one, target(), { connect: driver.connect, timeout: CASE_MS / 2 });
		const { verdict, problems, exchanges } = judge(one, attempt);
		expect(verdict, `${one.title}\n${problems.join("\n")}\n\n${traceOf(exchanges)}`).toBe("passed");
		passed.add(id);
	});

	test.concurrent.each(sdkCases)("$id", { timeout: CASE_MS }, async ({ id, run }) => {
		await expect(run(driver.call)).resolves.toBe(undefined);
		passed.add(id);
	});
}

export function testSdk(sdk: SdkUnderTest): void {
	const { language, variants, start } = sdk;
	(sdk.describe ?? describe)(`the contract and the rules of SDKs, through ${language}`, () => {
		const mock = createMock({ accounts: [{ keys: ["ask_first"] }], limits: { requestsPerMinute: 60 } });
		let target: Target;
		beforeAll(async () => {
			const { baseURL } = await mock.listen();
			target = await server({ name: "mock-over-http", baseURL });
		});
		afterAll(() => mock.close());

		if (variants === undefined) testClient({ column: language, start: () => start(""), target: () => target });
		for (const variant of variants ?? []) {
			const column = `${language} ${variant}`;
			describe(variant, () => testClient({ column, start: () => start(variant), target: () => target }));
		}
	});
}
