/** From a payload to the body of a request. */
export type Payload = Record<string, unknown>;

const LEVELS = 100;

/** The two maps in a request that are free in form, and may be wanted flat. */
const freeForm = ["metadata", "payload"];

/**
 * The body in the names of the API: `contentState` and the fields in it may be in camel case.
 *
 * @param delimiter joins the keys of what is nested in `metadata` and in a push's `payload`; empty leaves them
 * @throws Error whose message goes on from the name of where the payload is from
 */
export function payloadFrom(value: unknown, delimiter = ""): Payload {
	if (!isObject(value)) throw new Error("is not an object with the fields of the request");
	const infinite = findNonFinite(value);
	if (infinite !== undefined) throw new Error(`has a number in ${infinite} that JSON does not know`);
	const body = renamed(value, (key) =>
		/^(contentState|secondaryAction|activityId)$/.test(key) ? snakeCase(key) : key,
	);
	if (isObject(body.content_state)) body.content_state = renamed(body.content_state, snakeCase, "content_state.");
	if (delimiter !== "") {
		for (const field of freeForm) if (isObject(body[field])) body[field] = flatten(body[field], delimiter);
	}
	return body;
}

export function isObject(value: unknown): value is Payload {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function snakeCase(key: string): string {
	return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function renamed(fields: Payload, rename: (key: string) => string, path = ""): Payload {
	const entries = Object.entries(fields).map(([key, value]) => [rename(key), value] as const);
	const twice = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index)?.[0];
	if (twice !== undefined) throw new Error(`has ${path}${twice} twice, in two spellings`);
	return Object.fromEntries(entries);
}

/** Lists count as nested, by their index. What is empty has no keys to join, and stays. */
export function flatten(value: Payload, delimiter: string): Payload {
	const flat: Payload = {};
	const add = (nested: object, path: string) => {
		for (const [key, inner] of Object.entries(nested)) {
			if (typeof inner === "object" && inner !== null && Object.keys(inner).length > 0) {
				add(inner, `${path}${key}${delimiter}`);
			} else flat[path + key] = inner;
		}
	};
	add(value, "");
	return flat;
}

/** The path of a number that JSON would turn into null: YAML has `.inf` and `.nan`. */
function findNonFinite(value: unknown, path = "", level = 0): string | undefined {
	if (typeof value === "number" && !Number.isFinite(value)) return path;
	if (typeof value !== "object" || value === null) return undefined;
	// An alias in YAML can be of what it is in, which has no end.
	if (level > LEVELS) throw new Error(`has more than ${LEVELS} levels in ${path.split(".", 1)}`);
	for (const [key, inner] of Object.entries(value)) {
		const found = findNonFinite(inner, path === "" ? key : `${path}.${key}`, level + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}
