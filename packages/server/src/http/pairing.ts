/**
 * Pairing: a short-lived code, told to a person by whoever looks after the account, turns a phone or a browser into a
 * device of a user, once. Of a code only a hash is kept.
 */
import { Refusal } from "@activitysmith/core";
import type { Database, Session } from "../database/database.ts";
import { addDevice, type Device, type DeviceFacts, findDevice } from "../store/devices.ts";
import { hashOf, randomText } from "../store/ids.ts";
import { listUsers } from "../store/users.ts";

export interface NewCode {
	accountId: string;
	/** Whose device it will be. */
	userId: string;
	kind: "ios" | "browser";
	/** A device there is, whose place the new one takes; else a new one is made. */
	deviceId?: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

/** What a phone may call itself that is typed from a screen: no letters that look like digits. */
const TYPED = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const TYPED_LENGTH = 10;
const LINK_LENGTH = 32;
const PREFIX = "pairing:";

/** 49 bits: at the rate at which wrong codes are taken, an hour finds none. */
function typedCode(): string {
	let text = "";
	while (text.length < TYPED_LENGTH) {
		text += randomText(64)
			.toUpperCase()
			.split("")
			.filter((character) => TYPED.includes(character))
			.join("");
	}
	return `${text.slice(0, TYPED_LENGTH / 2)}-${text.slice(TYPED_LENGTH / 2, TYPED_LENGTH)}`;
}

const keyOf = (code: string): string => `${PREFIX}${hashOf(code.replace(/[\s-]/g, "").toUpperCase())}`;

/** Only the hash of the code is kept. Codes that have expired go. */
export async function createPairingCode({ kysely }: Session, code: NewCode, now: number): Promise<string> {
	const text = code.kind === "ios" ? typedCode() : randomText(LINK_LENGTH);
	const kept = await kysely.selectFrom("setting").selectAll().where("key", "like", `${PREFIX}%`).execute();
	const expired = kept.filter(({ value }) => (JSON.parse(value) as NewCode).expiresAt <= now).map(({ key }) => key);
	if (expired.length > 0) await kysely.deleteFrom("setting").where("key", "in", expired).execute();
	await kysely
		.insertInto("setting")
		.values({ key: keyOf(text), value: JSON.stringify(code) })
		.execute();
	return text;
}

/** What to open in a browser. */
export function pairingLink(origin: string, code: string): string {
	return `${origin}/pair?code=${code}`;
}

/** The code is used up. `undefined` when there is no such code, it has expired, or it is for another kind of device. */
async function takeCode({ kysely }: Session, text: string, kind: NewCode["kind"], now: number) {
	const key = keyOf(text);
	const row = await kysely.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst();
	const code = row && (JSON.parse(row.value) as NewCode);
	if (!code || code.kind !== kind) return undefined;
	// Two that come at once: only one deletes it.
	const { numDeletedRows } = await kysely.deleteFrom("setting").where("key", "=", key).executeTakeFirst();
	return numDeletedRows > 0n && code.expiresAt > now ? code : undefined;
}

const SECRET_LENGTH = 40;

/** The secret of before is of no more use. */
async function newSecret({ kysely }: Session, device: Device): Promise<string> {
	const secret = `asd_${randomText(SECRET_LENGTH)}`;
	await kysely
		.updateTable("device")
		.set({ secret_hash: hashOf(secret) })
		.where("id", "=", device.id)
		.execute();
	return secret;
}

const notValid = () =>
	new Refusal({
		status: 404,
		error: "Pairing code not found",
		message: "This pairing code is not valid: it is unknown, was used before, or has expired. Ask for a new one.",
	});

/** The device, with its secret, which is in this answer and nowhere else. */
export function pair(
	database: Database,
	{ code: text, kind, facts, now }: { code: string; kind: NewCode["kind"]; facts: DeviceFacts; now: number },
): Promise<{ device: Device; secret: string }> {
	return database.transaction(async (session) => {
		const code = await takeCode(session, text, kind, now);
		if (!code) throw notValid();
		const { accountId, userId, deviceId } = code;
		const known = deviceId === undefined ? undefined : await findDevice(session, accountId, deviceId);
		if (known) return { device: known, secret: await newSecret(session, known) };
		const users = await listUsers(session, accountId);
		if (!users.some(({ id }) => id === userId)) throw notValid();
		return addDevice(session, { accountId, userId, kind, ...facts }, now);
	});
}

/** Wrong codes that are taken in a minute, over all devices: a person mistypes, a program that guesses is stopped. */
const WRONG_CODES = 30;
const MINUTE_MS = 60_000;

/** Counts wrong codes. Throws when there were too many in the last minute. */
export function wrongCodes(now: () => number): { check(): void; note(): void } {
	let noted: number[] = [];
	return {
		check() {
			noted = noted.filter((at) => now() - at < MINUTE_MS);
			if (noted.length < WRONG_CODES) return;
			throw new Refusal(
				{
					status: 429,
					error: "Too many pairing codes",
					message: "Too many wrong pairing codes: try again in a minute.",
				},
				{ "Retry-After": "60" },
			);
		},
		note: () => void noted.push(now()),
	};
}
