import { createMock, type Mock } from "@activitysmith/mock-server";
import { ActivitySmith } from "activitysmith";
import { expect, test } from "vitest";
import { type Model, runAgent, type ToolCall } from "./agent.ts";
import { Approvals } from "./approvals.ts";

const TASK = "Free some disk";

/** A model that knows what it wants. */
function plan(...calls: ToolCall[]): Model {
	const left = [...calls];
	return async () => left.shift() ?? "done";
}

function start(options: { patience?: number } = {}) {
	// Signatures are compared with the machine's time.
	const mock: Mock = createMock({ clock: "real", webhooks: (request) => approvals.receive(request) });
	const activitysmith = new ActivitySmith({ apiKey: "ask_agent", baseURL: "https://mock.test/api", fetch: mock.fetch });
	const url = "https://agent.example.com/approvals";
	const approvals = new Approvals({ activitysmith, url, secret: mock.webhookSecret, ...options });
	const phone = mock.device("iphone");
	const deleted: string[] = [];
	const model = plan(
		{ intent: "Look for old logs", harmful: false, run: async () => "3 GB" },
		{ intent: "Delete 3 GB of logs", harmful: true, run: async () => String(deleted.push("logs")) },
	);
	return {
		mock,
		approvals,
		phone,
		deleted,
		run: () => runAgent(activitysmith, approvals, TASK, model),
		asked: () => expect.poll(() => phone.lockScreen().activities[0]?.state.message).toBe("Delete 3 GB of logs"),
		press: (button: "primary" | "secondary") =>
			phone.press({ activityId: phone.lockScreen().activities[0]?.activityId ?? "" }, button),
	};
}

test("goes on when a human approves, and shows what it did", async () => {
	const { mock, phone, deleted, run, asked, press } = start();
	const running = run();
	await asked();
	expect(deleted).toEqual([]);
	expect(await press("primary")).toEqual({ status: 204 });
	expect(await running).toEqual(["Look for old logs: 3 GB", "Delete 3 GB of logs: 1"]);
	expect(deleted).toEqual(["logs"]);
	expect(phone.lockScreen().activities).toMatchObject([
		{ status: "ended", state: { title: TASK, subtitle: "finished", text: "2 done", color: "purple" } },
	]);
	mock.journal.expectNoUnexpectedRequests();
});

test("leaves it when a human rejects", async () => {
	const { deleted, run, asked, press } = start();
	const running = run();
	await asked();
	await press("secondary");
	expect(await running).toEqual(["Look for old logs: 3 GB", "Delete 3 GB of logs: a human said no"]);
	expect(deleted).toEqual([]);
});

test("takes no answer for a no, and what comes later for nothing", async () => {
	const { deleted, run, mock } = start({ patience: 0 });
	expect((await run())[1]).toBe("Delete 3 GB of logs: a human said no");
	expect(deleted).toEqual([]);
	expect(mock.presses).toEqual([]);
});

test("believes only what the server has signed", async () => {
	const { approvals, deleted, run, asked, press } = start();
	const running = run();
	await asked();
	const forged = new Request("https://agent.example.com/approvals", { method: "POST", body: '{"answer":true}' });
	expect((await approvals.receive(forged)).status).toBe(401);
	expect(deleted).toEqual([]);
	await press("secondary");
	await running;
});
