/** What a simulated device is like. */
import type { Environment } from "../../request.ts";
import { isNumber, isObject, knowsOnly, must } from "../checks.ts";

export interface DeviceOptions {
	/** @default `device-1` and so on */
	id?: string;
	/** @default "development" */
	environment?: Environment;
	/** @default the gateway's first bundle id */
	bundleId?: string;
	/** The first number of the system's version. @default 18 */
	iosVersion?: number;
	/**
	 * When its app gets, and reports, the update token of an activity that a push has started: with the start, after a
	 * while, when it is next in the foreground, or never, as after a force-quit.
	 * @default "at-once"
	 */
	updateTokens?: "at-once" | "in-foreground" | "never" | { afterMs: number };
	/** Live Activities at once; `null`: any number. Apple does not publish its own. @default 5 */
	maxActivities?: number | null;
	/** Starts by push in an hour; `null`: any number. @default 10 */
	startBudget?: number | null;
	/** Updates of priority 10 in an hour; `null`: any number, as Apple publishes none. @default null */
	updateBudget?: number | null;
	/** By how many milliseconds an update's `timestamp` may lie behind the time at which Apple takes it. @default 60000 */
	pastToleranceMs?: number;
	/** @default true */
	online?: boolean;
}

const FIELDS = [
	"id",
	"environment",
	"bundleId",
	"iosVersion",
	"updateTokens",
	"maxActivities",
	"startBudget",
	"updateBudget",
	"pastToleranceMs",
	"online",
];

const isLimit = (value: unknown) => value === undefined || value === null || isNumber(value, 0);

/** Throws a TypeError that says what is wrong. */
export function checkDevice(options: unknown): asserts options is DeviceOptions {
	must(isObject(options), "A device is an object");
	knowsOnly(options, FIELDS, "A device");
	const { id = "id", bundleId = "", environment = "development", iosVersion = 18, online = true } = options;
	must(typeof id === "string" && /^[\w.-]+$/.test(id), "id is made of letters, digits, dots, hyphens and underscores");
	must(typeof bundleId === "string", "bundleId is a string");
	must(environment === "development" || environment === "production", "environment is development or production");
	must(isNumber(iosVersion, 1), "iosVersion is a number");
	must(typeof online === "boolean", "online is a boolean");
	const { maxActivities, startBudget, updateBudget, pastToleranceMs = 0, updateTokens = "at-once" } = options;
	must(isLimit(maxActivities), "maxActivities is a number, or null");
	must(isLimit(startBudget), "startBudget is a number, or null");
	must(isLimit(updateBudget), "updateBudget is a number, or null");
	must(isNumber(pastToleranceMs, 0), "pastToleranceMs is a number of milliseconds");
	const isPolicy = isObject(updateTokens)
		? isNumber(updateTokens.afterMs, 0)
		: ["at-once", "in-foreground", "never"].includes(String(updateTokens));
	must(isPolicy, "updateTokens is at-once, in-foreground, never or { afterMs }");
}
