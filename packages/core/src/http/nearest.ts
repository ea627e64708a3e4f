/** The route that a request to an unknown one probably meant. */
import { operations } from "@activitysmith/schema";
import { distance } from "fastest-levenshtein";

/** Longer paths than any of ours are compared by their beginning. */
const MAX_COMPARED = 200;

/** Share of the characters that may be wrong. */
const MAX_DISTANCE = 0.4;

/** So many characters may be wrong in the shortest of paths. */
const MIN_DISTANCE = 2;

interface Route {
	method: string;
	/** With parameters in braces. */
	path: string;
}

/** Where a route has a parameter, whatever the request has in its place is right. */
function fill(route: string, segments: readonly string[]): string {
	const parts = route.split("/");
	return parts.map((part, index) => (part.startsWith("{") ? segments[index] || part : part)).join("/");
}

/** The first of the nearest; `undefined` when nothing is near. */
export function nearestRoute<R extends Route>(routes: readonly R[], method: string, path: string): R | undefined {
	const asked = path.slice(0, MAX_COMPARED);
	const segments = asked.split("/");
	let nearest: { route: R; wrong: number } | undefined;
	for (const route of routes) {
		const meant = fill(route.path, segments);
		// Of two methods on one path, the one that was asked for is nearer.
		const wrong = distance(asked, meant) + (route.method === method ? 0 : 0.5);
		if (wrong <= Math.max(MIN_DISTANCE, meant.length * MAX_DISTANCE) && (!nearest || wrong < nearest.wrong)) {
			nearest = { route, wrong };
		}
	}
	return nearest?.route;
}

/** Such as `PUT /api/live-activity/stream/{stream_key}`, also for who left out `basePath`; `undefined` when none is near. */
export function nearestOperation(method: string, path: string, basePath: string): string | undefined {
	const asked = path.slice(0, MAX_COMPARED).replace(/\/+/g, "/").replace(/\/$/, "");
	const routes = Object.values(operations).flatMap((operation) => {
		const name = `${operation.method} ${basePath}${operation.path}`;
		return [basePath, ""].map((prefix) => ({ name, method: operation.method, path: prefix + operation.path }));
	});
	return nearestRoute(routes, method, asked)?.name;
}
