import "@activitysmith/mock-server/vitest";
import { createMock, type Mock } from "@activitysmith/mock-server";
import { ActivitySmith } from "activitysmith";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deploy, type Step } from "./deploy.ts";

let mock: Mock;
let client: ActivitySmith;

beforeEach(() => {
	mock = createMock();
	client = new ActivitySmith({ apiKey: "ask_any", baseURL: "https://mock.test/api", fetch: mock.fetch });
});
afterEach(() => {
	vi.useRealTimers();
	mock.journal.expectNoUnexpectedRequests();
});

const step = (name: string, run: Step["run"] = async () => undefined): Step => ({ name, run });

test("shows the step that it is at", async () => {
	const look = step("migrate", async () => {
		expect(mock.device("iphone").lockScreen({ as: "text" })).toMatchInlineSnapshot(`
			"Deploy api
			migrate
			●○○ 1/3"
		`);
	});
	await deploy(client, "api", [step("build"), look, step("switch")]);
	expect.assertions(1);
});

test("says so when it is live, and leaves the lock screen by itself", async () => {
	await deploy(client, "api", [step("build"), step("switch")]);
	expect(mock).toShowLiveActivity({ status: "ended", subtitle: "live", currentStep: 2 });
	expect(mock).not.toHaveReceivedNotification();
	await mock.clock.advance("2m");
	expect(mock).not.toShowLiveActivity();
});

test("tells everybody what went wrong", async () => {
	const broken = step("migrate", () => Promise.reject(new Error("column exists")));
	await expect(deploy(client, "api", [step("build"), broken])).rejects.toThrow("column exists");
	expect(mock).toShowLiveActivity({ status: "ended", subtitle: "migrate failed", currentStep: 1, color: "red" });
	expect(mock).toHaveReceivedNotification({ body: expect.stringContaining("column exists"), badge: 1 });
});

test("stays on the lock screen when somebody has to approve it, and sleeps over it", async () => {
	const approval = step("approval", () => mock.clock.advance("8h"));
	const look = step("switch", async () => expect(mock).toShowLiveActivity({ status: "active", currentStep: 2 }));
	await deploy(client, "api", [step("build"), approval, look]);
	// iOS ends a Live Activity after 8 hours: another took its place in time.
	expect(mock.device("iphone").lockScreen()).toMatchObject({ activities: [{}], dismissed: [{}] });
});

test("goes on when the service fails for a moment", async () => {
	vi.useFakeTimers().setTimerTickMode("nextTimerAsync");
	mock.faults.add({ status: 503, after: 1, times: 2 });
	await deploy(client, "api", [step("build"), step("switch")]);
	expect(mock).toShowLiveActivity({ status: "ended", subtitle: "live" });
	mock.faults.expectAllStruck();
});
