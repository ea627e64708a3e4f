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

/**
 * 49 bits: whoever could try 5,000 a second for a whole day, which is as long as any is good, would find one in a million
 * of them. So wrong codes need not be counted, and nobody can keep others from pairing by sending them.
 */
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

/** `undefined` when there is no such code, it has expired, or it is for another kind of device. */
async function findCode({ kysely }: Session, text: string, kind: NewCode["kind"], now: number) {
	const row = await kysely.selectFrom("setting").select("value").where("key", "=", keyOf(text)).executeTakeFirst();
	const code = row && (JSON.parse(row.value) as NewCode);
	return code?.kind === kind && code.expiresAt > now ? code : undefined;
}

/** The code is used up. */
async function takeCode(session: Session, text: string, kind: NewCode["kind"], now: number) {
	const code = await findCode(session, text, kind, now);
	if (!code) return undefined;
	// Two that come at once: only one deletes it.
	const { numDeletedRows } = await session.kysely
		.deleteFrom("setting")
		.where("key", "=", keyOf(text))
		.executeTakeFirst();
	return numDeletedRows > 0n ? code : undefined;
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
export async function pair(
	database: Database,
	{ code: text, kind, facts, now }: { code: string; kind: NewCode["kind"]; facts: DeviceFacts; now: number },
): Promise<{ device: Device; secret: string }> {
	// Whoever guesses waits for a look, and keeps nobody waiting who writes.
	if (!(await findCode(database.reader, text, kind, now))) throw notValid();
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
