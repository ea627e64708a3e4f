/** Section 3: what a push may say, and what of it reaches the devices. */
import { casesOf } from "../case.ts";
import type { Json, Phones } from "../driver.ts";
import { expect } from "../expect.ts";
import { firstPhone } from "./looks.ts";
import { openAction, webhookAction } from "./states.ts";
import { acceptsAll, namesField, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

/** The newest notification on the first device. */
async function newest(phones: Phones): Promise<{ aps: Json } & Json> {
	const [notification] = (await firstPhone(phones)).notifications;
	if (!notification) throw new Error("The device has no notification");
	return notification;
}

const withField = (name: string, values: unknown[]) => values.map((value) => wire.push({ title: "T", [name]: value }));

anywhere("push.title-required", "A push needs a title, and nothing else", async (context) => {
	await acceptsAll(context, [wire.push({ title: "Build 482 is live" })]);
	await namesField(context, "title", [wire.push({}), wire.push({ title: null }), wire.push({ title: 1 })]);
	await namesField(context, "title", [wire.push({ message: "Build 482 is live" })]);
});

needing(["phones"], "push.texts", "Title, subtitle and message reach every device", async ({ push, phones }) => {
	await push({ title: "Deploy", subtitle: "web", message: "Build 482 is live" });
	for (const { notifications } of await phones.look()) {
		expect(notifications).toHaveLength(1);
		expect(notifications[0]?.aps.alert).toEqual({ title: "Deploy", subtitle: "web", body: "Build 482 is live" });
	}
});

needing(
	["phones"],
	"push.badge-sound-interruption",
	"badge, sound and interruption_level reach the devices",
	async ({ push, phones }) => {
		for (const interruption_level of ["passive", "active", "time-sensitive"]) {
			await push({ title: "T", badge: 7, sound: "chime.caf", interruption_level });
			expect((await newest(phones)).aps).toMatchObject({
				badge: 7,
				sound: "chime.caf",
				"interruption-level": interruption_level,
			});
		}
		expect((await firstPhone(phones)).badge).toBe(7);
	},
);

needing(["phones"], "push.payload", "payload reaches the app as it was sent", async ({ push, phones }) => {
	const payload = { order: 8333, lines: [{ sku: "a", left: null }, true, -0.5], "odd key": { "": "ü 💸" } };
	await push({ title: "T", payload });
	expect(await newest(phones)).toMatchObject({ activitysmith: { payload } });
});

needing(
	["phones"],
	"push.media-icon-redirection",
	"media, icon and redirection reach the devices; without redirection there is only media to open",
	async ({ push, phones }) => {
		const media = "https://a.example/cat.png";
		const icon = "https://a.example/logo.png";
		await push({ title: "T", media, icon, redirection: "https://a.example/cats" });
		expect((await newest(phones)).activitysmith).toMatchObject({ media, icon, redirection: "https://a.example/cats" });
		await push({ title: "T", media });
		const { activitysmith } = await newest(phones);
		expect(activitysmith).toMatchObject({ media });
		expect(activitysmith).not.toHaveProperty("redirection");
	},
);

anywhere("push.field-types", "A field of another type than its own is a 400 that names it", async (context) => {
	const wrong = {
		message: [1, null],
		subtitle: [{}],
		payload: ["text", [1], 1],
		badge: ["3", 1.5, -1, 2_147_483_648],
		sound: [1],
		actions: [{}, "open"],
		tags: ["deploy", [1]],
		metadata: [[], "a"],
	};
	for (const [name, values] of Object.entries(wrong)) {
		for (const request of withField(name, values)) {
			const answer = await context.request(request);
			expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
			const [issue] = answer.body.issues as { path: string }[];
			expect(issue?.path).toMatch(new RegExp(`^${name}\\b`));
		}
	}
});

anywhere(
	"push.interruption-levels",
	"interruption_level is passive, active or time-sensitive, and nothing else",
	async (context) => {
		await acceptsAll(context, withField("interruption_level", ["passive", "active", "time-sensitive"]));
		await namesField(
			context,
			"interruption_level",
			withField("interruption_level", ["critical", "Active", "time_sensitive", "", 1]),
		);
	},
);

anywhere("push.unknown-field", "A field that a push does not have is a 400 that names it", async (context) => {
	for (const name of ["body", "Title", "interruptionLevel", "content_state", "__proto__"]) {
		await namesField(context, name, [wire.push(`{"title":"T","${name}":"x"}`)]);
	}
});

anywhere("push.media-https", "media is an https URL of an image, audio or video", async (context) => {
	const files = ["cat.png", "cat.jpg", "purr.mp3", "cat.mp4", "render?id=7"];
	await acceptsAll(
		context,
		withField(
			"media",
			files.map((name) => `https://a.example/${name}`),
		),
	);
	const others = [
		"http://a.example/cat.png",
		"ftp://a.example/cat.png",
		"data:image/png;base64,AA==",
		"cat.png",
		"",
		1,
	];
	await namesField(context, "media", withField("media", others));
});

anywhere("push.icon-https", "icon is an https URL", async (context) => {
	await acceptsAll(context, withField("icon", ["https://a.example/logo.png"]));
	await namesField(context, "icon", withField("icon", ["http://a.example/logo.png", "logo.png", "", 1]));
});

anywhere(
	"push.media-xor-actions",
	"Media together with actions is a 400; with an empty list of them it is not",
	async (context) => {
		const media = "https://a.example/cat.png";
		for (const action of [openAction, webhookAction]) {
			await namesField(context, "media", [wire.push({ title: "T", media, actions: [action] })]);
		}
		await acceptsAll(context, [wire.push({ title: "T", media, actions: [] })]);
	},
);

anywhere("push.four-actions", "A push has four actions at most", async (context) => {
	const actions = [openAction, webhookAction, openAction, webhookAction];
	await acceptsAll(context, [wire.push({ title: "T", actions }), wire.push({ title: "T", actions: [] })]);
	await namesField(context, "actions", [wire.push({ title: "T", actions: [...actions, openAction] })]);
});

export { cases as requestCases };
