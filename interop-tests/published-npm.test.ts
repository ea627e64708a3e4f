/** Every call that the README of the npm package shows, made by that package as it is. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sent, shownByBoth, started, subscription, updated } from "./published-readmes.ts";
import { readSections, type Section } from "./readme.ts";
import { runReadme, type SnippetRun } from "./readme-run.ts";
import { expectShown, type Shown } from "./shown.ts";

const published = realpathSync(fileURLToPath(new URL("../node_modules/activitysmith-published", import.meta.url)));
const recorder = fileURLToPath(new URL("programs/recorder.cjs", import.meta.url));

const [setup, ...sections] = readSections(readFileSync(join(published, "README.md"), "utf8"), ["ts", "js"]);
const [asModule = "", asCommonJs = ""] = setup?.snippets.map(({ code }) => code) ?? [];

/** What the phone shows after each snippet of a section. */
const shown: Record<string, Shown[]> = {
	...shownByBoth("Push Notifications / Send a Push Notification"),
	"Push Notifications / Rich Push Notifications with Media": [
		{
			answers: [sent],
			notifications: [
				{
					aps: { alert: { title: "Homepage ready" }, "mutable-content": 1 },
					activitysmith: {
						media: "https://cdn.example.com/output/homepage-v2.png",
						redirection: "https://github.com/acme/web/pull/482",
					},
				},
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
						redirection: "https://crm.example.com/customers/cus_9f3a1d",
						actions: [
							{ title: "Open CRM Profile", url: "https://crm.example.com/customers/cus_9f3a1d" },
							{ title: "Chat with Jarvis", url: "shortcuts://run-shortcut?name=Jarvis" },
							{ title: "Start Onboarding Workflow", type: "webhook" },
						],
					},
				},
			],
		},
	],
	...shownByBoth(
		"Live Activities / Start & Update Live Activity / Stats",
		"Live Activities / Start & Update Live Activity / Metrics",
		"Live Activities / Start & Update Live Activity / Segmented Progress",
		"Live Activities / Start & Update Live Activity / Progress",
		"Live Activities / Start & Update Live Activity / Alert",
		"Live Activities / Start & Update Live Activity / Timer",
		"Live Activities / End Live Activity",
	),
	"Live Activities / Live Activity Action / Open URL action": [
		{
			answers: [started],
			cards: ["Server Health\nprod-web-1\nCPU: ███████████████░░░░░ 76%\nMEM: ██████████░░░░░░░░░░ 52%\n[Dashboard]"],
		},
	],
	"Live Activities / Live Activity Action / Apple Shortcut action": [
		{
			answers: [started],
			cards: ["Deploying payments-api\nRunning database migrations\n●●●○○ 3/5\n[Chat with Jarvis]"],
		},
	],
	...shownByBoth(
		"Live Activities / Live Activity Action / Webhook action",
		"Live Activities / Live Activity Action / Secondary action",
	),
	"Live Activities / Icons and Badges / Icon": [
		// The button is still there: what isn't sent is kept.
		{
			answers: [updated],
			cards: ["Server Health\nprod-web-1\nCPU: ████░░░░░░░░░░░░░░░░ 18%\nMEM: ████████░░░░░░░░░░░░ 42%\n[Dashboard]"],
		},
	],
	...shownByBoth("Live Activities / Icons and Badges / Badge"),
	Widgets: [
		{ answers: [{ success: true }], widgets: { "deploy.success_rate": 99.9 } },
		{ answers: [{ success: true }], widgets: { "prod.status": "healthy" } },
	],
	"App Icon Badge Count": [
		{ answers: [{ success: true, badge: 8333 }], badge: 8333 },
		{ answers: [{ success: true, badge: 0 }], badge: 0 },
	],
	"Channels / Push Notifications": [
		{ answers: [{ ...sent, effective_channel_slugs: ["sales", "customer-success"] }], notifications: [subscription] },
	],
	"Channels / Live Activities": [
		{
			answers: [{ ...sent, effective_channel_slugs: ["sales", "customer-success"] }],
			cards: ["Nightly Database Backup\nverify restore\n████████████░░░░░░░░ 62%"],
		},
	],
	"Channels / App Icon Badge Count": [
		{ answers: [{ badge: 3, effective_channel_slugs: ["sales", "customer-success"] }], badge: 3 },
	],
	Tags: [{ answers: [{ ...sent, tags: ["user:382", "billing"] }], notifications: [subscription] }],
	"Error Handling": [{ answers: [sent], notifications: [{ aps: { alert: { title: "New subscription 💸" } } }] }],
};

/** The snippets one after the other, each in a scope of its own, as they are. */
function programOf(own: string, load: string): string {
	const snippets = sections.flatMap((section) => section.snippets);
	const runs = snippets.map(
		({ line, code }) => `	await recorder.run(client, ${line}, async (activitysmith) => {\n${code}	});`,
	);
	return `${own}\n${load}\nconst client = activitysmith;\n(async () => {\n${runs.join("\n")}\n	recorder.done();\n})();\n`;
}

const path = JSON.stringify(recorder);

describe.each([
	{ name: "imported", file: "readme.mjs", code: programOf(asModule, `import recorder from ${path};`) },
	{ name: "required", file: "readme.cjs", code: programOf(asCommonJs, `const recorder = require(${path});`) },
])("the npm package, $name", ({ file, code }) => {
	const project = mkdtempSync(join(tmpdir(), "published-npm-"));
	let runs: Map<number, SnippetRun>;
	beforeAll(async () => {
		mkdirSync(join(project, "node_modules"));
		symlinkSync(published, join(project, "node_modules/activitysmith"), "junction");
		writeFileSync(join(project, file), code);
		runs = await runReadme([process.execPath, file], "", project);
	}, 60_000);
	afterAll(() => rmSync(project, { recursive: true }));

	test("every section of the README that shows a call is here", () => {
		expect(sections.map(({ name }) => name)).toEqual(Object.keys(shown));
	});

	test.each(sections)("$name", (section: Section) => {
		expectShown(section, runs, shown[section.name]);
	});
});
