/** Every call that the README of the PyPI package shows, made by that package as it is. */
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { sent, shownByBoth, started, subscription, updated } from "./published-readmes.ts";
import { describeWithPython, pythonWith } from "./python.ts";
import { readSections, type Section } from "./readme.ts";
import { runReadme, type SnippetRun } from "./readme-run.ts";
import { expectShown, type Shown } from "./shown.ts";

const program = fileURLToPath(new URL("programs/readme.py", import.meta.url));
const PRINT_README = "import importlib.metadata; print(importlib.metadata.metadata('activitysmith').get_payload())";

const alert = (title: string, more: object = {}) => ({ aps: { alert: { title }, ...more } });

const counted = { devices_notified: 2, users_notified: 1 };

/** What the phone shows after each snippet of a section. */
const shown: Record<string, Shown[]> = {
	...shownByBoth("Push Notifications / Send a Push Notification"),
	"Push Notifications / Custom Push Notification Icons": [
		{ answers: [sent], notifications: [alert("MRR just crossed $10,000 🎉", { "mutable-content": 1 })] },
	],
	"Push Notifications / Rich Push Notifications with Media": [
		{
			answers: [sent],
			notifications: [
				{
					...alert("Homepage ready", { "mutable-content": 1 }),
					activitysmith: { media: "https://cdn.example.com/output/homepage-v2.png" },
				},
			],
		},
	],
	"Push Notifications / Push Notifications with Redirection": [
		{
			answers: [sent],
			notifications: [
				{ ...alert("Homepage ready"), activitysmith: { redirection: "https://github.com/acme/web/pull/482" } },
			],
		},
	],
	"Push Notifications / Actionable Push Notifications": [
		{
			answers: [sent],
			notifications: [
				{
					...subscription,
					activitysmith: {
						actions: [{ title: "Open CRM" }, { title: "Chat with Jarvis" }, { title: "Start Onboarding Workflow" }],
					},
				},
			],
		},
	],
	"Push Notifications / Push Notification Interruption Levels / Passive": [
		{ answers: [sent], notifications: [alert("Daily summary", { "interruption-level": "passive" })] },
	],
	"Push Notifications / Push Notification Interruption Levels / Active (default)": [
		{ answers: [sent], notifications: [alert("Deployment complete", { "interruption-level": "active" })] },
	],
	"Push Notifications / Push Notification Interruption Levels / Time Sensitive": [
		{
			answers: [sent],
			notifications: [alert("🚨 checkout-api is down", { "interruption-level": "time-sensitive" })],
		},
	],
	// There is no `notification_id`, and no operation that takes one.
	"Push Notifications / Replace a Push Notification": [
		{ answers: [sent], notifications: [alert("🚨 checkout-api is down")], gap: /notification_id\n/ },
	],
	"Live Activities / Start & Update Live Activity / Value": [
		{ answers: [started], cards: ["Revenue <↑ 18%>\n$1,240"] },
	],
	...shownByBoth(
		"Live Activities / Start & Update Live Activity / Stats",
		"Live Activities / Start & Update Live Activity / Alert",
		"Live Activities / Start & Update Live Activity / Metrics",
		"Live Activities / Start & Update Live Activity / Segmented Progress",
		"Live Activities / Start & Update Live Activity / Progress",
		"Live Activities / Start & Update Live Activity / Timer",
		"Live Activities / End Live Activity",
	),
	"Live Activities / Icons and Badges / Icon": [
		{
			answers: [started],
			cards: ["Server Health\nprod-web-1\nCPU: ████░░░░░░░░░░░░░░░░ 18%\nMEM: ████████░░░░░░░░░░░░ 42%"],
		},
	],
	...shownByBoth("Live Activities / Icons and Badges / Badge"),
	"Live Activities / Live Activity Action / Open URL action": [
		{
			answers: [updated],
			cards: ["Server Health\nprod-web-1\nCPU: ███████████████░░░░░ 76%\nMEM: ██████████░░░░░░░░░░ 52%\n[Dashboard]"],
		},
	],
	"Live Activities / Live Activity Action / Apple Shortcut action": [
		{
			answers: [updated],
			cards: [
				"Server Health\nprod-web-1\nCPU: ███████████████░░░░░ 76%\nMEM: ██████████░░░░░░░░░░ 52%\n[Chat with Jarvis]",
			],
		},
	],
	...shownByBoth(
		"Live Activities / Live Activity Action / Webhook action",
		"Live Activities / Live Activity Action / Secondary action",
	),
	"Lock Screen Widgets": [
		{ answers: [{ success: true }], widgets: { "deploy.success_rate": 99.9 } },
		{ answers: [{ success: true }], widgets: { "prod.status": "healthy" } },
	],
	"App Icon Badge Count / Set or update the badge value": [
		{ answers: [{ success: true, badge: 8333, ...counted }], badge: 8333 },
	],
	"App Icon Badge Count / Clear the badge": [{ answers: [{ success: true, badge: 0, ...counted }], badge: 0 }],
	Metadata: [
		{
			answers: [sent, started],
			notifications: [subscription],
			cards: ["Customer Import\n████████████░░░░░░░░ 60%"],
		},
	],
	Tags: [
		{ answers: [{ ...sent, tags: ["user:382", "billing"] }], notifications: [subscription] },
		{ answers: [{ devices_notified: 2 }] },
	],
	Channels: [
		{
			answers: [
				{ ...sent, effective_channel_slugs: ["sales", "customer-success"] },
				// Its channels are others than those of the section about steps.
				{ operation: "rotated", effective_channel_slugs: ["ios-builds"] },
				{ success: true, badge: 3 },
			],
			notifications: [subscription],
			cards: ["Nightly database backup\nupload archive\n●○○ 1/3"],
			badge: 3,
		},
	],
};

describeWithPython("the PyPI package", () => {
	let sections: Section[] = [];
	let runs: Map<number, SnippetRun>;
	beforeAll(async () => {
		const python = await pythonWith("activitysmith");
		const readme = execFileSync(python, ["-c", PRINT_README], { encoding: "utf8" });
		const [setup, ...others] = readSections(readme, ["python"]);
		sections = others;
		const snippets = sections.flatMap((section) => section.snippets);
		const input = JSON.stringify({ setup: setup?.snippets[0]?.code, snippets });
		runs = await runReadme([python, program], input, tmpdir());
	}, 300_000);

	test("every section of the README that shows a call is here", () => {
		expect(sections.map(({ name }) => name)).toEqual(Object.keys(shown));
	});

	test.each(Object.keys(shown))("%s", (name) => {
		const section = sections.find((candidate) => candidate.name === name);
		if (!section) throw new Error("The README has no such section");
		expectShown(section, runs, shown[name]);
	});
});
