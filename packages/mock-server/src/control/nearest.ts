/** The control route that a request to an unknown one probably meant. */
import { distance } from "fastest-levenshtein";
import type { ControlRoute } from "./route.ts";

const MAX_COMPARED = 200;
/** Share of the characters that may be wrong. */
const MAX_DISTANCE = 0.4;

/** Where a route has a parameter, whatever the request has in its place is right. */
function fill(route: string, segments: readonly string[]): string {
	const parts = route.split("/");
	return parts.map((part, index) => (part.startsWith("{") ? segments[index] || part : part)).join("/");
}

/** `undefined` when nothing is near. */
export function nearestRoute(
	routes: readonly ControlRoute[],
	method: string,
	path: string,
): Pick<ControlRoute, "method" | "path"> | undefined {
	const asked = path.slice(0, MAX_COMPARED);
	const segments = asked.split("/");
	let nearest: { route: ControlRoute; wrong: number } | undefined;
	for (const route of routes) {
		const meant = fill(route.path, segments);
		// Of two methods on one path, the one that was asked for is nearer.
		const wrong = distance(asked, meant) + (route.method === method ? 0 : 0.5);
		if (wrong <= Math.max(2, meant.length * MAX_DISTANCE) && wrong < (nearest?.wrong ?? Number.POSITIVE_INFINITY)) {
			nearest = { route, wrong };
		}
	}
	return nearest?.route;
}
