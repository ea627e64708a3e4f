/** The mock keeps to its document, as a stranger reads it: schemathesis makes up requests and judges the answers. */
import { createMock, type FaultRule, type JournalEntry, type MockOptions } from "@activitysmith/mock-server";
import { beforeAll, expect, test } from "vitest";
import { operationIds, readDocument, withLinks, without } from "./document.ts";
import { type FuzzOptions, faultless, fuzz } from "./fuzz.ts";
import { describeWithPython, pythonWith } from "./python.ts";

const KEY = "ask_fuzz";
const STRANGER = "ask_stranger";

/** One of each type, since most updates fit one type alone. */
const STATES = [
	{ title: "Search Reindex", type: "progress", percentage: 42 },
	{ title: "Nightly Backup", type: "segmented_progress", number_of_steps: 3, current_step: 2 },
	{ title: "Server Health", type: "metrics", metrics: [{ label: "CPU", value: 9, unit: "%" }] },
	{ title: "Sales", type: "stats", metrics: [{ label: "Orders", value: "37" }] },
	{ title: "Reactivation", type: "alert", message: "Lumen came back" },
	{ title: "Revenue", type: "value", value: "$1,240" },
	{ title: "Benchmark", type: "timer", duration_seconds: 300 },
];

const document = readDocument("openapi.json");
const all = operationIds(document);
const WITHOUT_LIMIT = { liveActivities: Number.MAX_SAFE_INTEGER };

describeWithPython("schemathesis", () => {
	let python = "";
	beforeAll(async () => {
		python = await pythonWith("schemathesis");
	}, 300_000);

	type Match = Pick<FuzzOptions, "examples"> &
		Partial<Pick<FuzzOptions, "document" | "phases" | "operations">> & {
			limits: NonNullable<MockOptions["limits"]>;
			/** Live Activities that run before it begins. */
			running?: { apiKey: string; state: object }[];
			faults?: FaultRule[];
		};

	/** Lets schemathesis at a mock, and watches from the mock's side: a referee that sends nothing finds no fault. */
	async function play({ limits, running = [], faults = [], ...options }: Match) {
		await using mock = createMock({
			accounts: [{ keys: [KEY] }, { keys: [STRANGER] }],
			journalEntries: 0,
			limits,
			faults,
		});
		const activityIds: string[] = [];
		for (const { apiKey, state } of running) {
			const response = await mock.fetch("https://activitysmith.com/api/live-activity/start", {
				method: "POST",
				headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json" },
				body: JSON.stringify({ content_state: state }),
			});
			activityIds.push(((await response.json()) as { activity_id: string }).activity_id);
		}
		const seen: Pick<JournalEntry, "operation" | "status" | "response">[] = [];
		mock.subscribe((event) => {
			if (event.type !== "request") return;
			const { operation, status, response } = event.entry;
			seen.push({ operation, status, response });
		});
		const { baseURL } = await mock.listen();
		const fuzzed = await fuzz({
			python,
			document,
			baseURL,
			apiKey: KEY,
			known: { "body.activity_id": activityIds },
			...options,
		});
		return {
			...fuzzed,
			/** What an operation has answered with. */
			statuses: (id: string) => seen.filter(({ operation }) => operation === id).map(({ status }) => status),
			/** The titles of the errors of a status. */
			errors: (wanted: number) => {
				const those = seen.filter(({ status }) => status === wanted);
				return new Set(those.map(({ response }) => (response as { error: string }).error));
			},
		};
	}

	test("finds no fault in any operation, whether it takes or refuses what it is sent", {
		timeout: 180_000,
	}, async () => {
		const running = [KEY, STRANGER].flatMap((apiKey) => STATES.map((state) => ({ apiKey, state })));
		const { report, output, statuses, errors } = await play({
			limits: WITHOUT_LIMIT,
			// Most of what it starts would be refused for a key that it has used before.
			document: without(withLinks(document), ["Idempotency-Key"]),
			examples: 30,
			running,
		});
		expect(report, output).toMatchObject(faultless(all, ["examples", "coverage", "fuzzing", "stateful"]));
		expect(report.test_cases.generated).toBeGreaterThan(2000);
		for (const id of all) expect(statuses(id), id).toEqual(expect.arrayContaining([200, 400, 401, 415]));
		expect(errors(403)).toEqual(new Set(["Forbidden"]));
		expect(errors(405)).toEqual(new Set(["Method not allowed"]));
		expect(errors(404)).toContain("Live Activity not found");
	});

	test("finds no fault in what has been sent with the same key before", { timeout: 60_000 }, async () => {
		const phases = ["examples", "fuzzing"];
		const operations = ["sendPushNotification", "startLiveActivity"];
		const { report, output, errors } = await play({ limits: WITHOUT_LIMIT, examples: 10, phases, operations });
		expect(report, output).toMatchObject(faultless(operations, phases));
		expect(errors(422)).toEqual(new Set(["Idempotency key reused"]));
	});

	test("finds no fault in what is refused for a limit", { timeout: 60_000 }, async () => {
		const phases = ["examples", "fuzzing"];
		const { report, output, errors } = await play({
			limits: { requestsPerMinute: 60, liveActivities: 0 },
			examples: 4,
			phases,
		});
		expect(report, output).toMatchObject(faultless(all, phases));
		expect(errors(429)).toEqual(new Set(["Live Activity limit reached", "Rate limit exceeded"]));
	});

	test("finds no fault in the control routes", { timeout: 120_000 }, async () => {
		await using mock = createMock();
		const { url } = await mock.listen();
		const control = without(readDocument("mock-control.json"), ["getEvents", "wait"]);
		const baseURL = `${url}/_mock`;
		// In sequences it would hold a phone whose app was removed for one that can't be looked at.
		const phases = ["examples", "coverage", "fuzzing"];
		const options = { python, document: control, baseURL, apiKey: KEY, examples: 10, phases };
		const { report, output } = await fuzz(options);
		expect(report, output).toMatchObject(faultless(operationIds(control), phases));
		expect(report.test_cases.generated).toBeGreaterThan(500);
	});

	test.each<{ name: string; fault: FaultRule; title: string }>([
		{ name: "a status", fault: { status: 500 }, title: "Server error" },
		{ name: "a body", fault: { status: 200, body: { success: "yes" } }, title: "Response violates schema" },
	])("finds the fault where there is one: $name", { timeout: 60_000 }, async ({ fault, title }) => {
		const { report } = await play({
			limits: WITHOUT_LIMIT,
			faults: [{ operation: "updateAppIconBadgeCount", ...fault }],
			examples: 1,
			phases: ["examples"],
			operations: ["updateAppIconBadgeCount"],
		});
		expect(report).toMatchObject({ exit_code: 1, operations: { tested: 1 } });
		expect(report.failures).toContainEqual(expect.objectContaining({ title, operations: ["POST /badge"] }));
	});
});
