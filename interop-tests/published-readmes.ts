/** What the READMEs of the published packages have in common, for the sections that are in both. */
import type { Shown } from "./shown.ts";

export const sent = { success: true, devices_notified: 2, users_notified: 1 };
export const started = { operation: "started", devices_notified: 2, users_notified: 1 };
export const updated = { operation: "updated", devices_notified: 2 };

export const subscription = {
	aps: { alert: { title: "New subscription 💸", body: "Customer upgraded to Pro plan" } },
};

const shown = {
	"Push Notifications / Send a Push Notification": [{ answers: [sent], notifications: [subscription] }],
	"Live Activities / Start & Update Live Activity / Stats": [
		{
			answers: [started],
			cards: [
				`Sales
last hour
Revenue: $2430
Orders: 37
Conversion: 4.8%
Avg Order: $65.68
Refunds: $84
New Buyers: 18`,
			],
		},
	],
	"Live Activities / Start & Update Live Activity / Metrics": [
		{
			answers: [started],
			cards: ["Server Health\nprod-web-1\nCPU: ██░░░░░░░░░░░░░░░░░░ 9%\nMEM: █████████░░░░░░░░░░░ 45%"],
		},
	],
	"Live Activities / Start & Update Live Activity / Segmented Progress": [
		{ answers: [started], cards: ["Nightly Backup\nupload archive\n●●○ 2/3"] },
	],
	"Live Activities / Start & Update Live Activity / Progress": [
		{ answers: [started], cards: ["Search Reindex\ncatalog-v2\n████████░░░░░░░░░░░░ 42%"] },
	],
	"Live Activities / Start & Update Live Activity / Alert": [
		{ answers: [started], cards: ["Reactivation <Customer>\nLumen came back after 2 weeks"] },
	],
	"Live Activities / Start & Update Live Activity / Timer": [
		{ answers: [started], cards: ["Benchmark Run\nsampling\n5:00 left"] },
	],
	"Live Activities / End Live Activity": [
		{
			answers: [{ operation: "ended" }],
			cards: ["Server Health (ended)\nprod-web-1\nCPU: █░░░░░░░░░░░░░░░░░░░ 7%\nMEM: ████████░░░░░░░░░░░░ 38%"],
		},
	],
	"Live Activities / Live Activity Action / Webhook action": [
		{ answers: [updated], cards: ["Reindexing product search\nShard 7 of 12\n●●●●●●●○○○○○ 7/12\n[Pause Reindex]"] },
	],
	"Live Activities / Live Activity Action / Secondary action": [
		{
			answers: [started],
			cards: ["Approval Needed <Agent>\nShould I send the follow-up email to Brightlane?\n[Send] [Deny]"],
		},
	],
	"Live Activities / Icons and Badges / Badge": [
		{ answers: [started], cards: ["Nightly Database Backup <S3>\nverify restore\n████████████░░░░░░░░ 62%"] },
	],
} satisfies Record<string, Shown[]>;

/** What the phone shows after each snippet of these sections. */
export function shownByBoth(...sections: (keyof typeof shown)[]): Record<string, Shown[]> {
	return Object.fromEntries(sections.map((section) => [section, shown[section]]));
}
