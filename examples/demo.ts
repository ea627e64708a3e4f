/**
 * `npm run demo`: a mock of the API, three Live Activities sent to it by the SDK over HTTP, and what two simulated
 * devices show after every step, here and in a browser. Then it keeps serving for your own calls, or with `--once` ends.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, styleText } from "node:util";
import { createMock, type Listening, type Mock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { openOnDesktop } from "../packages/mock-server/src/cli/open.ts";
import { drawPhones } from "./demo/card.ts";
import { steps } from "./demo/flows.ts";

function readFlags() {
	try {
		return parseArgs({
			options: {
				once: { type: "boolean", default: false },
				/** Milliseconds between two steps. */
				pause: { type: "string", default: "1100" },
			},
		}).values;
	} catch (error) {
		console.error(`${(error as Error).message}\nUsage: npm run demo [-- --once] [--pause <milliseconds>]`);
		process.exit(2);
	}
}

const flags = readFlags();

/** The key that the page suggests to whoever tries a call there: it has the same account, and the same devices. */
const API_KEY = "ask_mock";
const PORT = 4010;

function show(mock: Mock): string {
	return drawPhones(mock.devices, Date.now(), process.stdout.columns ?? 100);
}

/** The usual port if it is free, so that what is printed can be typed; else any. */
async function serve(mock: Mock): Promise<Listening> {
	try {
		return await mock.listen({ port: PORT });
	} catch {
		return await mock.listen();
	}
}

const curl = (baseURL: string) => `curl -X PUT ${baseURL}/live-activity/stream/my-first \\
    -H "Authorization: Bearer ${API_KEY}" -H "Content-Type: application/json" \\
    -d '{"content_state":{"title":"My first","type":"progress","percentage":42}}'`;

function nextSteps(baseURL: string, start?: string): string {
	return `${styleText("bold", "Try next")}, ${start ? `with \`${start}\` running in another terminal` : "in another terminal"}

  From a shell:
  ${curl(baseURL)}

  From a program (examples/first.ts, change it as you like):
  ACTIVITYSMITH_BASE_URL=${baseURL} ACTIVITYSMITH_API_KEY=${API_KEY} npm run first
`;
}

/** Draws the devices whenever what they show has changed. */
async function watch(mock: Mock, stopped: AbortSignal): Promise<void> {
	const state = () =>
		JSON.stringify(mock.devices.map((device) => [device.lockScreen(), device.notifications().length]));
	for (let before = state(); !stopped.aborted; await sleep(200)) {
		const now = state();
		if (now !== before) console.log(`\n${show(mock)}`);
		before = now;
	}
}

await using mock = createMock({ clock: "real", limits: { requestsPerMinute: 60 } });
const { url, baseURL } = await serve(mock);
const client = new ActivitySmith({ apiKey: API_KEY, baseURL });

console.log(`A mock of the ActivitySmith API on ${baseURL}, with two simulated devices.\n`);
if (!flags.once) {
	console.log(`Their lock screens in a browser: ${styleText("bold", `${url}/`)}\n`);
	openOnDesktop(`${url}/`);
}
for (const step of steps) {
	const { operation } = await step.run(client);
	console.log(`${styleText("cyan", step.call)} → ${styleText("green", operation ?? "")}\n${show(mock)}\n`);
	await sleep(Number(flags.pause));
}
// With --once this mock is gone when they are read: another one serves on the usual port.
console.log(flags.once ? nextSteps(`http://127.0.0.1:${PORT}/api`, "npm run mock") : nextSteps(baseURL));

if (!flags.once) {
	const stop = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
	console.log("The mock goes on serving, and draws what changes. Stop it with Ctrl+C.");
	await watch(mock, stop.signal);
}
