/** Checks of what builders are given. Their errors name the field and what is allowed, never a token. */

/** Later than any real time in seconds, earlier than any recent one in milliseconds. */
const SURELY_MILLISECONDS = 100_000_000_000;

export function checkSeconds(field: string, value: unknown): void {
	if (!Number.isInteger(value) || (value as number) < 0) {
		throw new TypeError(`${field} must be whole epoch seconds, not ${shown(value)}`);
	}
	if ((value as number) >= SURELY_MILLISECONDS) {
		throw new TypeError(`${field} must be epoch seconds; ${value} looks like milliseconds`);
	}
}

export function checkOneOf(field: string, value: unknown, allowed: readonly unknown[]): void {
	if (!allowed.includes(value)) throw new TypeError(`${field} must be ${list(allowed)}, not ${shown(value)}`);
}

export function checkText(field: string, value: unknown): void {
	if (typeof value !== "string") throw new TypeError(`${field} must be a string, not ${shown(value)}`);
}

export function checkObject(field: string, value: unknown): void {
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		throw new TypeError(`${field} must be an object, not ${shown(value)}`);
	}
}

export function checkNumber(field: string, value: unknown, min = -Infinity, max = Infinity): void {
	if (typeof value === "number" && Number.isFinite(value) && value >= min && value <= max) return;
	const range = min === -Infinity ? "a finite number" : `a number from ${min} to ${max}`;
	throw new TypeError(`${field} must be ${range}, not ${shown(value)}`);
}

const interruptionLevels = ["passive", "active", "time-sensitive", "critical"] as const;
export type InterruptionLevel = (typeof interruptionLevels)[number];

export function checkInterruptionLevel(field: string, value: unknown): void {
	checkOneOf(field, value, interruptionLevels);
}

/** https://developer.apple.com/documentation/bundleresources/information-property-list/cfbundleidentifier */
const bundleIdSyntax = /^[a-z\d-]+(\.[a-z\d-]+)*$/i;

export function checkBundleId(value: unknown): void {
	if (typeof value !== "string" || value.length > 255 || !bundleIdSyntax.test(value)) {
		throw new TypeError("bundleId must be letters, digits and hyphens between dots, such as com.example.app");
	}
	if (value.includes(".push-type.")) {
		throw new TypeError("bundleId must be the app's own, without the suffix of a push type: that is added");
	}
}

export function checkDeviceToken(value: unknown): void {
	if (typeof value !== "string" || !/^[\da-f]+$/i.test(value)) {
		throw new TypeError("deviceToken must be hexadecimal digits");
	}
}

export function checkChannelId(field: string, value: unknown): void {
	if (typeof value !== "string" || !/^[A-Za-z\d+/]+={0,2}$/.test(value)) {
		throw new TypeError(`${field} must be base64, as Apple returned it`);
	}
}

export function checkUuid(field: string, value: unknown): void {
	if (typeof value !== "string" || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value)) {
		throw new TypeError(`${field} must be a UUID in lower case, not ${shown(value)}`);
	}
}

function list(allowed: readonly unknown[]): string {
	return allowed.map(shown).join(" or ");
}

function shown(value: unknown): string {
	return typeof value === "object" && value !== null
		? Array.isArray(value)
			? "an array"
			: "an object"
		: spelled(value);
}

function spelled(value: unknown): string {
	return typeof value === "string" ? JSON.stringify(value) : String(value);
}
