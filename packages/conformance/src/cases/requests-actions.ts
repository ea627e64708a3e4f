/** Section 3: buttons on pushes and on Live Activities, and the alert that rides along. */
import { type Case, casesOf, type RawRequest } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { newestActivity } from "./looks.ts";
import { change, openAction, progress, webhookAction } from "./states.ts";
import { acceptsAll, namesField, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

interface Place {
	/** The field as issues name it. */
	field: string;
	at(action: Json): RawRequest;
}

/** Everywhere a button can be: on a push, and the first and the second of a Live Activity. */
function places(streamKey: string): Place[] {
	return [
		{ field: "actions[0]", at: (action) => wire.push({ title: "T", actions: [action] }) },
		{ field: "action", at: (action) => wire.put(streamKey, { ...progress(1), action }) },
		{ field: "secondary_action", at: (secondary_action) => wire.put(streamKey, { ...progress(1), secondary_action }) },
	];
}

anywhere("action.both-types", "A button opens a URL or calls a webhook, and says which", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		await acceptsAll(context, [at(openAction), at(webhookAction)]);
		for (const type of ["link", "OPEN_URL", undefined, 1]) {
			await namesField(context, `${field}.type`, [at({ ...openAction, type })]);
		}
	}
});

anywhere("action.needs-title-and-url", "A button needs a title and a URL", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		for (const action of [openAction, webhookAction]) {
			await namesField(context, `${field}.title`, [at({ ...action, title: undefined }), at({ ...action, title: "" })]);
			await namesField(context, `${field}.url`, [at({ ...action, url: undefined })]);
		}
	}
});

anywhere("action.webhook.method", "A webhook's method is GET or POST, and may be left out", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		const { body: _, ...bare } = webhookAction;
		await acceptsAll(
			context,
			["GET", "POST", undefined].map((method) => at({ ...bare, method })),
		);
		for (const method of ["PUT", "get", "", 1]) {
			await namesField(context, `${field}.method`, [at({ ...bare, method })]);
		}
	}
});

anywhere("action.webhook.body", "A webhook's body is an object; with GET it is accepted too", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		await acceptsAll(context, [
			at({ ...webhookAction, body: {} }),
			at({ ...webhookAction, body: { run: { id: 1, steps: [1, null, "x"] } } }),
			at({ ...webhookAction, method: "GET" }),
		]);
		for (const body of ["text", [1], 1]) await namesField(context, `${field}.body`, [at({ ...webhookAction, body })]);
	}
});

anywhere("action.open-url.bare", "method or body on open_url is a 400", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		await namesField(context, `${field}.method`, [at({ ...openAction, method: "GET" })]);
		await namesField(context, `${field}.body`, [at({ ...openAction, body: {} })]);
	}
});

anywhere("action.unknown-field", "A field that a button does not have is a 400 that names it", async (context) => {
	for (const { field, at } of places(context.streamKey)) {
		for (const action of [openAction, webhookAction]) {
			await namesField(context, `${field}.color`, [at({ ...action, color: "red" })]);
		}
	}
});

needing(["phones"], "action.start-update-end", "start, update and end take both buttons", async (context) => {
	const { start, update, end, phones } = context;
	const shown = async () => (await newestActivity(phones)).state;
	const titled = (title: string) => ({ ...openAction, title });
	const { activity_id } = await start({ ...progress(1), action: titled("A"), secondary_action: webhookAction });
	expect(await shown()).toMatchObject({ action: { title: "A" }, secondaryAction: { title: "Retry" } });
	await update({ activity_id, ...change(), action: titled("B"), secondary_action: titled("C") });
	expect(await shown()).toMatchObject({ action: { title: "B" }, secondaryAction: { title: "C" } });
	await end({ activity_id, ...change(), action: titled("D"), secondary_action: titled("E") });
	expect(await shown()).toMatchObject({ action: { title: "D" }, secondaryAction: { title: "E" } });
});

const alerts = [{ title: "A" }, { body: "B" }, { title: "A", body: "B" }, {}];

anywhere("alert.where", "start, PUT and DELETE take an alert with a title, a body, both or none", async (context) => {
	const { start, end, put, del, streamKey } = context;
	for (const [index, alert] of alerts.entries()) {
		const { activity_id } = await start({ ...progress(1), alert });
		await end({ activity_id, ...change({ auto_dismiss_minutes: 0 }) });
		expect(await put(streamKey, { ...progress(index), alert })).toMatchObject({ operation: "started" });
		expect(await put(streamKey, { ...progress(50 + index), alert })).toMatchObject({ operation: "updated" });
		expect(await del(streamKey, { alert })).toMatchObject({ operation: "ended" });
	}
});

anywhere("alert.nowhere-else", "An alert with an update or an end by id is a 400 that names it", async (context) => {
	const { activity_id } = await context.start(progress(1));
	const body = { activity_id, ...change(), alert: { title: "A" } };
	await namesField(context, "alert", [wire.update(body), wire.end(body)]);
});

anywhere("alert.fields", "An alert has a title and a body, of text, and nothing else", async (context) => {
	const withAlert = (alert: unknown) => [
		wire.start({ ...progress(1), alert }),
		wire.put(context.streamKey, { ...progress(1), alert }),
	];
	await namesField(context, "alert.title", withAlert({ title: 1 }));
	await namesField(context, "alert.body", withAlert({ body: {} }));
	await namesField(context, "alert.sound", withAlert({ title: "A", sound: "default" }));
	await namesField(context, "alert", withAlert("A"));
});

export const actionCases: readonly Case[] = cases;
