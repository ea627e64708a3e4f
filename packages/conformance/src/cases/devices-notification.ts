/** Section 8: what notifications, badges and metrics bring to a device. */
import { type Case, type Context, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { firstPhone, seen } from "./looks.ts";
import { openAction, webhookAction } from "./states.ts";

const { cases, needing } = casesOf(8);

async function received({ push, phones }: Context, body: Json) {
	await push(body);
	const [newest] = (await firstPhone(phones)).notifications;
	if (!newest) throw new Error("No notification arrived");
	return newest;
}

needing(
	seen,
	"device.notification.least",
	"A title alone is a notification with a title, and an id of its own",
	async (context) => {
		const id = expect.any(String);
		expect(await received(context, { title: "T" })).toEqual({ aps: { alert: { title: "T" } }, activitysmith: { id } });
		const [first, second] = await context.phones.look();
		expect(second?.notifications).toEqual(first?.notifications);
		await context.push({ title: "T" });
		const ids = (await firstPhone(context.phones)).notifications.map(({ activitysmith }) => (activitysmith as Json).id);
		expect(new Set(ids).size).toBe(2);
	},
);

needing(
	seen,
	"device.notification.everything",
	"Texts, badge, sound, level, icon, redirection and payload arrive where the app reads them",
	async (context) => {
		const body = {
			title: "Deploy",
			subtitle: "api",
			message: "v2 is live",
			badge: 3,
			sound: "chime.caf",
			interruption_level: "time-sensitive",
			icon: "https://a.example/icon.png",
			redirection: "https://a.example/runs/1",
			payload: { run: { id: 1 } },
		};
		expect(await received(context, body)).toEqual({
			aps: {
				alert: { title: "Deploy", subtitle: "api", body: "v2 is live" },
				badge: 3,
				sound: "chime.caf",
				"interruption-level": "time-sensitive",
				"mutable-content": 1,
			},
			activitysmith: {
				id: expect.any(String),
				icon: "https://a.example/icon.png",
				redirection: "https://a.example/runs/1",
				payload: { run: { id: 1 } },
			},
		});
		expect((await firstPhone(context.phones)).badge).toBe(3);
	},
);

needing(
	seen,
	"device.notification.media",
	"Media makes the content mutable and opens on a tap: no redirection is invented",
	async (context) => {
		expect(await received(context, { title: "T", media: "https://a.example/cat.png" })).toEqual({
			aps: { alert: { title: "T" }, "mutable-content": 1 },
			activitysmith: { id: expect.any(String), media: "https://a.example/cat.png" },
		});
	},
);

needing(
	seen,
	"device.notification.actions",
	"Actions have ids, and the category says their number and kinds",
	async (context) => {
		const categories = new Set<unknown>();
		const kinds = [
			[openAction],
			[webhookAction],
			[openAction, webhookAction],
			[webhookAction, openAction],
			[openAction, openAction, openAction, openAction],
		];
		for (const actions of kinds) {
			const { aps, activitysmith } = await received(context, { title: "T", actions });
			categories.add(aps.category);
			const shown = (activitysmith as { actions: Json[] }).actions;
			expect(shown.map(({ id: _, ...action }) => action)).toEqual(
				actions.map(({ title, type, url }) => ({ title, type, ...(type === "open_url" && { url }) })),
			);
			expect(new Set(shown.map(({ id }) => id)).size).toBe(actions.length);
		}
		expect(categories.size).toBe(kinds.length);
	},
);

needing(
	seen,
	"device.notification.no-history",
	"tags and metadata are for the history: no device gets them",
	async (context) => {
		const { push, put, phones, streamKey } = context;
		const history = { tags: ["tag-of-history"], metadata: { commit: "value-of-history" } };
		await push({ title: "T", ...history });
		await put(streamKey, { content_state: { title: "T", type: "value", value: 1 }, ...history });
		expect(JSON.stringify(await phones.look())).not.toContain("of-history");
	},
);

needing(
	seen,
	"device.badge",
	"A badge changes the number on the icon and nothing else; 0 clears it",
	async ({ badge, phones }) => {
		for (const number of [2_147_483_647, 0]) {
			await badge({ badge: number });
			for (const phone of await phones.look()) {
				expect(phone.badge).toBe(number);
				expect(phone.pushes.at(-1)).toMatchObject({ kind: "badge", body: { aps: { badge: number } } });
				expect(phone.notifications).toEqual([]);
			}
		}
	},
);

needing(
	seen,
	"device.widgets",
	"A metric tells the devices that widgets have changed; they fetch the value",
	async ({ metric, phones }) => {
		await metric("deploys", { value: 99.9 });
		for (const phone of await phones.look()) {
			expect(phone.widgets).toMatchObject({ deploys: 99.9 });
			expect(phone.pushes).toMatchObject([{ kind: "widgets", body: { aps: { "content-changed": true } } }]);
		}
	},
);

needing(
	seen,
	"badge.while-offline",
	"A device that was away gets the latest badge and the notifications when it is back",
	async ({ badge, push, phones }) => {
		await phones.offline("iphone", true);
		await badge({ badge: 1 });
		await badge({ badge: 2 });
		await push({ title: "T" });
		await phones.offline("iphone", false);
		const [phone] = await phones.look();
		expect(phone).toMatchObject({ badge: 2 });
		expect(phone?.notifications).toHaveLength(1);
	},
);

export const notificationCases: readonly Case[] = cases;
