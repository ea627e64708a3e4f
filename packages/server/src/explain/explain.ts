/**
 * Why each device of an account shows a stream or a Live Activity, or does not. Facts are read from the rows; what they
 * mean is decided by pure functions.
 */
import { type Account, Refusal, type Scope } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import type { DeviceFacts, Subject } from "./facts.ts";
import * as gather from "./gather.ts";
import { type Phase, phaseOf } from "./phase.ts";
import { similarTo } from "./similar.ts";
import { type Explanation, explainDevice, summary } from "./verdict.ts";

export interface ExplainOptions {
	account: Account;
	/** What the API key reaches that asks; the owner reaches everything. */
	scope: Scope;
	/** A stream's key, or the id of a Live Activity. */
	name: string;
	/** A device that is asked for by its id: it is among the devices even when it is none of the account's. */
	device?: string | undefined;
	now: number;
	/** Whether the server has a key of Apple's. */
	hasGateway: boolean;
	/** By type, the first version of the app that shows it. */
	appVersions: Readonly<Record<string, string>>;
}

export interface Report {
	subject: Subject;
	phase: Phase;
	summary: string;
	/** In the order in which the devices were paired. */
	devices: Explanation[];
}

/** Throws a 404 that names similar keys, and a 403 for what was sent beyond the key's channels. */
export async function explain(session: Session, options: ExplainOptions): Promise<Report> {
	const { account, scope, name, now, hasGateway, appVersions } = options;
	const running = await gather.runningNow(session, account.id, now);
	const limit = account.limits.liveActivities;
	const found = await gather.find(session, account.id, name, now);
	if (!found) throw await unknown(session, options, running);
	if (!maySee(scope, found)) throw new Refusal(forbidden);
	const { stream } = found;
	const subject: Subject = {
		now,
		name,
		stream: stream
			? { key: stream.key, paused: stream.paused, kept: stream.kept !== null, lastPutAt: stream.lastPutAt }
			: null,
		activity: gather.activityFacts(found),
		running,
		limit,
		hasGateway,
		appVersions,
		scope: scope.kind === "all" ? null : scope.channels,
	};
	const devices = await devicesOf(session, options, found);
	const explanations = devices.map((device) => explainDevice(subject, device));
	return { subject, phase: phaseOf(subject), summary: summary(subject, explanations), devices: explanations };
}

async function devicesOf(
	session: Session,
	{ account, scope, device }: ExplainOptions,
	{ activity }: gather.Found,
): Promise<DeviceFacts[]> {
	const isTold = (slug: string) => scope.kind === "all" || scope.channels.includes(slug);
	const devices = await gather.deviceFacts(session, account.id, activity, isTold);
	devices.sort((a, b) => a.pairedAt - b.pairedAt || (a.id < b.id ? -1 : 1));
	if (device === undefined || devices.some(({ id }) => id === device)) return devices;
	return [...devices, await gather.strangerFacts(session, account.id, device)];
}

const forbidden = {
	status: 403,
	error: "Forbidden",
	message: "This API key cannot see this Live Activity: it was sent beyond the key's channels",
};

/** A key of some channels sees what it may change, and nothing else. */
function maySee(scope: Scope, { stream, activity }: gather.Found): boolean {
	if (scope.kind === "all") return true;
	const shown = activity?.presentation ?? stream?.kept;
	return !shown || (shown.channels?.every((slug) => scope.channels.includes(slug)) ?? false);
}

async function unknown(session: Session, options: ExplainOptions, running: number): Promise<Refusal> {
	const { account, scope, name, now } = options;
	const similar: string[] = [];
	for (const key of similarTo(name, await gather.streamKeys(session, account.id))) {
		const found = await gather.find(session, account.id, key, now);
		if (found && maySee(scope, found)) similar.push(key);
	}
	const limit = account.limits.liveActivities;
	const hints = [
		similar.length > 0 ? `Is it ${similar.join(" or ")}?` : "No key is like it.",
		running >= limit && `${running} Live Activities run, and the account may have ${limit}: no other can start.`,
	];
	return new Refusal({
		status: 404,
		error: "Not found",
		message: `There is no stream and no Live Activity called ${name}. ${hints.filter(Boolean).join(" ")}`,
		similar,
	});
}
