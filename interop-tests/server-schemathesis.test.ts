/**
 * The server keeps to its documents on a SQLite file, as a stranger reads them: schemathesis makes up requests and
 * judges the answers. A status that a document does not have is a fault, as is every 500.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, startServer } from "@activitysmith/server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Document, operationIds, readDocument, without } from "./document.ts";
import { type FuzzOptions, faultless, fuzz } from "./fuzz.ts";
import { describeWithPython, pythonWith } from "./python.ts";

const folder = mkdtempSync(join(tmpdir(), "activitysmith-fuzzed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends JSON with a bearer token; what it is answered with. */
type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, string>>;

function asking({ url }: Server, token: string): Ask {
	return async (method, path, body) => {
		const response = await fetch(url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
		return text === "" ? {} : JSON.parse(text);
	};
}

interface Household {
	server: Server;
	ownerToken: string;
	/** Of a phone. */
	secret: string;
	/** What there is, by the parameters that ask for it. */
	known: NonNullable<FuzzOptions["known"]>;
	/** What has gone wrong behind an answer. */
	wrong: unknown[];
}

/** How many there are of what the management lists at `/manage/<what>`. */
async function count({ server, ownerToken }: Household, what: string): Promise<number> {
	const answer: Record<string, unknown> = await asking(server, ownerToken)("GET", `/manage/${what}`);
	return (answer[what] as unknown[]).length;
}

/** A server with one of each: a person with a phone, a channel, keys, a metric, and Live Activities on the phone. */
async function household(name: string): Promise<Household> {
	const wrong: unknown[] = [];
	const server = await startServer({
		data: join(folder, name),
		port: 0,
		onError: (error) => void wrong.push(error),
		sendWebhook: async () => ({ status: 204 }),
	});
	onTestFinished(() => server.close());
	const ownerToken = readFileSync(server.ownerTokenFile ?? "", "utf8").trim();
	const owner = asking(server, ownerToken);
	await owner("PATCH", "/manage/account/limits", { requests_per_minute: null, live_activities: 1_000_000 });
	const { id: user = "" } = await owner("POST", "/manage/users", { name: "Ada" });
	const newCode = async () => {
		const { code = "" } = await owner("POST", "/manage/pairing-codes", { user_id: user, kind: "ios" });
		return code;
	};
	const phone = { name: "Ada's", model: "iphone", bundle_id: "com.example.app", environment: "sandbox" };
	const { secret = "", device_id: device = "" } = await asking(server, "")("POST", "/device/pair", {
		code: await newCode(),
		...phone,
	});
	await owner("POST", "/manage/channels", { slug: "ops", users: [user] });
	const { id: key = "" } = await owner("POST", "/manage/keys", { name: "CI", channels: ["ops"] });
	await owner("PUT", "/manage/metrics/latency", { label: "Latency" });
	const caller = asking(server, server.firstKey ?? "");
	const activities = await Promise.all(
		["backup", "deploy"].map(async (stream) => {
			const content_state = { title: stream, type: "progress", percentage: 1 };
			const action = { title: "Stop", type: "webhook", url: "https://example.com/stop" };
			return (await caller("PUT", `/api/live-activity/stream/${stream}`, { content_state, action })).activity_id ?? "";
		}),
	);
	const known = {
		"path.activity_id": activities,
		"body.activity_id": activities,
		"body.action": ["primary"],
		"body.code": await Promise.all(Array.from({ length: 10 }, newCode)),
		"body.user_id": [user],
		"path.id": [user, device, key],
		"path.slug": ["ops"],
		"path.key": ["latency", "backup", ...activities],
		"path.stream_key": ["backup", "deploy"],
	};
	return { server, ownerToken, secret, known, wrong };
}

async function documentAt({ url }: Server, base: string): Promise<Document> {
	return (await (await fetch(`${url}${base}/openapi.json`)).json()) as Document;
}

/** What sequences of requests do is looked at on the mock, by the same rules. */
const PHASES = ["examples", "coverage", "fuzzing"];
const timeout = 300_000;

describeWithPython("schemathesis", () => {
	let python = "";
	beforeAll(async () => {
		python = await pythonWith("schemathesis");
	}, 300_000);

	async function findsNothing(options: Omit<FuzzOptions, "python">, wrong: unknown[], cases: number): Promise<void> {
		const { operations = operationIds(options.document), phases = PHASES } = options;
		const { report, output } = await fuzz({ python, phases, ...options });
		expect(report, output).toMatchObject(faultless(operations, phases));
		expect(report.test_cases.generated).toBeGreaterThan(cases);
		expect(wrong).toEqual([]);
	}

	test("finds no fault in the API", { timeout }, async () => {
		const { server, known, wrong } = await household("api");
		const document = without(readDocument("openapi.json"), ["Idempotency-Key"]);
		const { baseURL, firstKey: apiKey = "" } = server;
		await findsNothing({ document, baseURL, apiKey, known, examples: 5 }, wrong, 500);
	});

	test("finds no fault in the management", { timeout }, async () => {
		const home = await household("manage");
		const { server, ownerToken, known, wrong } = home;
		const document = await documentAt(server, "/manage");
		const options = { document, baseURL: `${server.url}/manage`, apiKey: ownerToken, known, examples: 5 };
		await findsNothing(options, wrong, 1000);
		// Not all of it was refused. It knows the id of none of these.
		for (const what of ["users", "keys"]) expect(await count(home, what)).toBeGreaterThan(2);
	});

	test("finds no fault in what says why a device shows something", { timeout }, async () => {
		const { server, known, wrong } = await household("explain");
		const document = await documentAt(server, "/api/explain");
		const { baseURL, firstKey: apiKey = "" } = server;
		const options = { document, baseURL: `${baseURL}/explain`, apiKey, known, examples: 10 };
		// An example it has none.
		await findsNothing({ ...options, phases: ["coverage", "fuzzing"] }, wrong, 30);
	});

	test("finds no fault in the device API", { timeout }, async () => {
		const home = await household("device");
		const { server, secret, known, wrong } = home;
		const document = await documentAt(server, "/device");
		const options = { baseURL: `${server.url}/device`, apiKey: secret, known, examples: 5 };
		await findsNothing({ ...options, document: without(document, ["unpairDevice"]) }, wrong, 300);
		const paired = await count(home, "devices");
		expect(paired).toBeGreaterThan(2);
		// Afterwards its secret is good for nothing.
		await findsNothing(
			{ ...options, document, operations: ["unpairDevice"], phases: ["coverage", "fuzzing"] },
			wrong,
			1,
		);
		expect(await count(home, "devices")).toBe(paired - 1);
	});
});
