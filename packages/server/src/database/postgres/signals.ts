/** Signals by LISTEN and NOTIFY. */
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import type { Listener, Signals } from "../signals.ts";

const CHANNEL = "activitysmith";
/** Between two attempts to hear again. */
const RETRY_MS = 500;

export interface PostgresSignals extends Signals {
	close(): Promise<void>;
}

/** Every listener has a connection of its own beside the pool's: one that is lost is replaced for as long as it takes. */
export function postgresSignals(
	config: pg.ClientConfig,
	pool: pg.Pool,
	translate: (error: unknown) => unknown,
): PostgresSignals {
	const open = new Set<() => Promise<void>>();

	async function connect(listener: Listener, onLost: () => void): Promise<pg.Client> {
		const client = new pg.Client(config);
		// What is wrong with it is followed by its end.
		client.on("error", () => {});
		client.on("notification", ({ payload = "" }) => listener.heard(payload));
		try {
			await client.connect();
			await client.query(`LISTEN ${CHANNEL}`);
		} catch (error) {
			await client.end();
			throw translate(error);
		}
		client.once("end", onLost);
		return client;
	}

	return {
		async send(text) {
			try {
				await pool.query("SELECT pg_notify($1, $2)", [CHANNEL, text]);
			} catch (error) {
				throw translate(error);
			}
		},

		async listen(listener) {
			const ended = new AbortController();
			let client: pg.Client | undefined;
			const again = async () => {
				client = undefined;
				while (!client && !ended.signal.aborted) {
					await setTimeout(RETRY_MS, undefined, { signal: ended.signal }).catch(() => {});
					const next = await connect(listener, lost).catch(() => undefined);
					if (ended.signal.aborted) await next?.end();
					else client = next;
				}
				if (client) listener.missed();
			};
			const lost = () => {
				if (!ended.signal.aborted) void again();
			};
			client = await connect(listener, lost);
			const stop = async () => {
				open.delete(stop);
				ended.abort();
				await client?.end();
			};
			open.add(stop);
			return stop;
		},

		async close() {
			await Promise.all([...open].map((stop) => stop()));
		},
	};
}
