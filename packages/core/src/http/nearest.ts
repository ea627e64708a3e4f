/** The route that a request to an unknown one probably meant. */
import { type Operation, operations } from "@activitysmith/schema";
import { distance } from "fastest-levenshtein";

/** Longer paths than any of ours are compared by their beginning. */
const MAX_COMPARED = 200;

/** Share of the characters that may be wrong. */
const MAX_DISTANCE = 0.4;

interface Candidate {
	method: string;
	path: string;
	distance: number;
}

/** Where a route has a parameter, whatever the request has in its place is right. */
function fill(route: string, segments: readonly string[]): string {
	return route
		.split("/")
		.map((part, index) => (part.startsWith("{") ? segments[index] || part : part))
		.join("/");
}

/** Such as `PUT /api/live-activity/stream/{stream_key}`; `undefined` when nothing is near. */
export function nearestRoute(method: string, path: string, basePath: string): string | undefined {
	const asked = path.slice(0, MAX_COMPARED).replace(/\/+/g, "/").replace(/\/$/, "");
	const segments = asked.split("/");
	let nearest: Candidate | undefined;
	const all: Operation[] = Object.values(operations);
	for (const operation of all) {
		for (const prefix of [basePath, ""]) {
			const offset = prefix.split("/").length - 1;
			const route = prefix + fill(operation.path, segments.slice(offset));
			// Of two methods on one path, the one that was asked for is nearer.
			const wrong = distance(asked, route) + (operation.method === method ? 0 : 0.5);
			if (wrong <= route.length * MAX_DISTANCE && (!nearest || wrong < nearest.distance)) {
				nearest = { method: operation.method, path: basePath + operation.path, distance: wrong };
			}
		}
	}
	return nearest && `${nearest.method} ${nearest.path}`;
}
