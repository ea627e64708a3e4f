import { expect, it } from "vitest";
import {
	activityTitle,
	filterRows,
	operationTitle,
	pushTitle,
	rowTitle,
	sizeLevel,
	sizeText,
} from "../src/page/drawer/row-text.ts";
import type { Row } from "../src/page/rows.ts";
import { MAX_PUSH_BYTES, type PushEvent, type RequestEvent } from "../src/protocol.ts";

const request: RequestEvent = {
	run: "run_1",
	id: "req_1",
	at: 0,
	method: "PUT",
	path: "/api/live-activity/stream/nightly-backup",
	operation: "reconcileLiveActivityStream",
	key: "nightly-backup",
	body: { content_state: { title: "Nightly Backup" } },
	status: 200,
	response: { operation: "started" },
	decision: "started",
	because: "the stream key was never used",
};
const of = { run: "run_1", id: "push_1", at: 0, device: "d1" };
const push: PushEvent = { ...of, kind: "live-activity", body: { aps: { event: "start" } }, bytes: 471 };

const row = (fields: Partial<RequestEvent>): Row => ({ id: "1", request: { ...request, ...fields }, pushes: [push] });

it("names what a row is about", () => {
	expect(operationTitle(request)).toBe("Stream");
	expect(operationTitle({ ...request, operation: null })).toBe("PUT /api/live-activity/stream/nightly-backup");
	expect(pushTitle(push)).toBe("Live Activity, start");
	expect(pushTitle({ ...push, kind: "badge", body: null })).toBe("Badge");
	expect(rowTitle({ id: "2", request: null, pushes: [push] })).toBe("Live Activity, start");
});

it("names the activity that an id is of", () => {
	const byId = (fields: Partial<RequestEvent>): Row =>
		row({ operation: "updateLiveActivity", key: "wSGLWjYXccgHuDxKoVMbbhB1M9WyZvM3", ...fields });
	const state = (title: unknown): PushEvent => ({ ...push, body: { aps: { "content-state": { title } } } });
	expect(activityTitle(byId({}))).toBe("Nightly Backup");
	expect(activityTitle({ ...byId({ body: { activity_id: "w" } }), pushes: [state("Laundry")] })).toBe("Laundry");
	expect(activityTitle({ ...byId({ body: undefined }), pushes: [state(7)] })).toBeNull();
	expect(activityTitle(byId({ body: "text", operation: "endLiveActivity" }))).toBeNull();
	// The key of a stream is a name already.
	expect(activityTitle(row({}))).toBeNull();
	expect(activityTitle({ id: "2", request: null, pushes: [state("Laundry")] })).toBeNull();
});

it("says how much of the limit a payload takes, and when it comes near", () => {
	expect(sizeText(812, MAX_PUSH_BYTES)).toBe("812 of 4,096 bytes");
	expect([812, 3481, 3482, 4096, 4097].map((bytes) => sizeLevel(bytes, MAX_PUSH_BYTES))).toEqual([
		"low",
		"low",
		"near",
		"near",
		"over",
	]);
});

it("finds rows that have every word of the filter anywhere", () => {
	const rows = [
		row({}),
		row({
			status: 400,
			path: "/api/badge",
			because: null,
			response: {},
			decision: "refused",
			key: null,
			body: { title: "Ünïted" },
		}),
	];
	expect(filterRows(rows, "")).toBe(rows);
	expect(filterRows(rows, "  BACKUP started ")).toEqual([rows[0]]);
	expect(filterRows(rows, "400")).toEqual([rows[1]]);
	expect(filterRows(rows, "ünïted")).toEqual([rows[1]]);
	expect(filterRows(rows, "400 started-never")).toEqual([]);
});
