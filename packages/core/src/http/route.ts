/** The table of operations as routes. */
import { type Operation, operations } from "@activitysmith/schema";
import { RegExpRouter } from "hono/router/reg-exp-router";
import { tryDecodeURIComponent } from "hono/utils/url";

export interface Route {
	/** `undefined` when the path takes other methods. */
	operation: Operation | undefined;
	/** Parameters of the path, decoded; what cannot be decoded stays as it is, and is refused by its schema. */
	params: Readonly<Record<string, string>>;
	/** The methods that the path takes. */
	allowed: string;
}

/** The operations of one path. */
interface Place {
	operations: ReadonlyMap<string, Operation>;
	allowed: string;
}

/** Callers come again and again with the same paths. */
const PATHS_KNOWN = 1000;

interface Found extends Place {
	params: Route["params"];
}

/** @returns what finds the route of a method and path, `undefined` when nothing is at the path. */
export function createRoutes(basePath: string): (method: string, path: string) => Route | undefined {
	const router = new RegExpRouter<Place>();
	const all: Operation[] = Object.values(operations);
	for (const path of new Set(all.map(({ path }) => path))) {
		const here = all.filter((operation) => operation.path === path);
		const place = {
			operations: new Map(here.map((operation) => [operation.method as string, operation])),
			allowed: here.map(({ method }) => method).join(", "),
		};
		router.add("ALL", `${basePath}${path.replace(/\{(\w+)\}/g, ":$1")}`, place);
	}

	function find(path: string): Found | undefined {
		const [[found], stash] = router.match("ALL", path);
		if (!found) return undefined;
		const [place, indexes] = found;
		const params: Record<string, string> = {};
		for (const name in indexes) {
			const at = indexes[name] as string | number;
			params[name] = tryDecodeURIComponent(typeof at === "string" ? at : (stash?.[at] ?? ""));
		}
		return { ...place, params };
	}

	const known = new Map<string, Found>();
	function remember(path: string): Found | undefined {
		const found = find(path);
		if (known.size >= PATHS_KNOWN) known.clear();
		if (found) known.set(path, found);
		return found;
	}

	return (method, path) => {
		const found = known.get(path) ?? remember(path);
		if (!found) return undefined;
		const { operations, allowed, params } = found;
		return { operation: operations.get(method), params, allowed };
	};
}
