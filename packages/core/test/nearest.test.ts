/** The route that a 404 names. */
import { operations } from "@activitysmith/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestOperation } from "../src/http/nearest.ts";

const nearest = (method: string, path: string) => nearestOperation(method, path, "/api");

test.each([
	["PUT", "/api/live-activity/steam/nightly", "PUT /api/live-activity/stream/{stream_key}"],
	["DELETE", "/api/live-activity/streams/nightly", "DELETE /api/live-activity/stream/{stream_key}"],
	["PUT", "/api/live-activities/stream/nightly-backup-of-everything", "PUT /api/live-activity/stream/{stream_key}"],
	["POST", "/push-notification", "POST /api/push-notification"],
	["POST", "/api/push-notifications", "POST /api/push-notification"],
	["POST", "/api/api/push-notification", "POST /api/push-notification"],
	["POST", "/api/metric/deploys/value", "POST /api/metrics/{key}/value"],
	["POST", "/api/badges/", "POST /api/badge"],
	["POST", "/v1/badge", "POST /api/badge"],
	["GET", "/api/live-activity/strat", "POST /api/live-activity/start"],
])("%s %s means %s", (method, path, meant) => {
	expect(nearest(method, path)).toBe(meant);
});

test.each(["/", "", "/favicon.ico", "/api/users/42/subscriptions", `/${"x".repeat(100_000)}`])(
	"nothing is near %s",
	(path) => {
		expect(nearest("GET", path)).toBeUndefined();
	},
);

test("a route with one wrong letter is still the nearest, and any path can be asked for", () => {
	const routes = Object.values(operations).map(({ method, path }) => ({ method, path: `/api${path}` }));
	fc.assert(
		fc.property(
			fc.constantFrom(...routes),
			fc.nat(),
			fc.stringMatching(/^[a-z0-9]{1,40}$/),
			({ method, path }, at, key) => {
				const asked = path.replace(/\{\w+\}/, key);
				const start = 5 + ((at % (path.split("{")[0]?.length ?? 6)) % (asked.length - 5));
				const wrong = `${asked.slice(0, start)}~${asked.slice(start)}`;
				expect(nearest(method, wrong)).toBe(`${method} ${path}`);
			},
		),
	);
	fc.assert(fc.property(fc.string(), (path) => void nearest("PUT", path)));
});
