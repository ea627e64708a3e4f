/** Whatever happens, in whatever order: the store answers and keeps what one of plain maps does. */
import { createHash } from "node:crypto";
import { createService, type Ids, type Store } from "@activitysmith/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "../src/database/database.ts";
import { createStore } from "../src/store/store.ts";
import { onBoth } from "./databases.ts";
import { ModelStore, type State } from "./model.ts";
import { ACCOUNTS, newState, readState, seed } from "./model-world.ts";
import { type Course, operation, perform, type Subject } from "./operations.ts";

const START = Date.UTC(2026, 0, 1);

function countedIds(): Ids {
	let count = 0;
	const next = (prefix: string) => {
		count += 1;
		return `${prefix}${count}`;
	};
	return {
		activity: () => next("activity-").padEnd(32, "x"),
		notification: () => next("notification-"),
		webhook: () => next("msg-"),
		request: () => next("request-"),
	};
}

function subject(store: Store, course: Course, noteSent: Subject["noteSent"]): Subject {
	const clock = { now: () => course.now };
	return { service: createService({ clock, ids: countedIds(), store, delivery: { committed() {} } }), noteSent };
}

const modelSubject = (model: ModelStore, course: Course) =>
	subject(model, course, async (activityId, deviceId) => {
		const row = model.state.rows.get(`${activityId} ${deviceId}`);
		const activity = model.state.activities.get(activityId);
		if (row && activity) row.sentVersion = activity.version;
	});

const storeSubject = (database: Database, course: Course) =>
	subject(createStore(database), course, async (activityId, deviceId) => {
		if (activityId.includes("\0")) return;
		await database.transaction(({ kysely }) =>
			kysely
				.updateTable("activity_device")
				.set(({ selectFrom }) => ({
					sent_version: selectFrom("activity").select("version").where("id", "=", activityId),
				}))
				.where("activity_id", "=", activityId)
				.where("device_id", "=", deviceId)
				.execute(),
		);
	});

/** As rows have it: sorted, and of a request only its hash. */
function kept({ devices, answers, channels: _, ...state }: State): Omit<State, "channels"> {
	const hash = (text: string) => createHash("sha256").update(text).digest("hex");
	return {
		...state,
		devices: devices.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
		answers: new Map([...answers].map(([key, answer]) => [key, { ...answer, request: hash(answer.request) }])),
	};
}

/** As it is after JSON: without fields that are undefined. */
function plain(state: Omit<State, "channels">): unknown {
	const values = Object.entries(state).map(([name, value]) => [
		name,
		value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value].sort() : value,
	]);
	return JSON.parse(JSON.stringify(Object.fromEntries(values)));
}

onBoth(({ fresh }) => {
	test("answers and rows are those of the model", async () => {
		const database = await fresh();
		const numRuns = database.dialect === "sqlite" ? 100 : 50;
		await fc.assert(
			fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 40, size: "max" }), async (operations) => {
				await database.transaction(seed);
				const model = new ModelStore(newState(), ACCOUNTS);
				const course: Course = { now: START, activities: [] };
				const expected = modelSubject(model, course);
				const actual = storeSubject(database, course);
				for (const next of operations) {
					if (next.kind === "wait") course.now += next.ms;
					const answer = await perform(next, ACCOUNTS, expected, course);
					expect(await perform(next, ACCOUNTS, actual, course)).toEqual(answer);
					for (const id of model.state.activities.keys()) {
						if (!course.activities.includes(id)) course.activities.push(id);
					}
				}
				expect(plain(await readState(database))).toEqual(plain(kept(model.state)));
			}),
			{ numRuns },
		);
	}, 180_000);
});
