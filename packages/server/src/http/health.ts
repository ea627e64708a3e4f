/** For what watches over the server: whether its process lives, and whether it can do its work. */
import type { Database } from "../database/database.ts";
import { json } from "./json.ts";
import type { SiteRoute } from "./site.ts";

export interface HealthOptions {
	database: Database;
	/** Aborted when the server stops. */
	closing: AbortSignal;
	/** Gets why the database does not answer: who asks is not told. */
	onError(error: unknown): void;
}

const methods = ["GET", "HEAD"] as const;

const notReady = (message: string) => json(503, { error: "Not ready", message }, { "Retry-After": "1" });

export function healthRoutes({ database, closing, onError }: HealthOptions): SiteRoute[] {
	return [
		{ methods, path: "/health", handle: async () => json(200, { status: "live" }) },
		{
			methods,
			path: "/ready",
			async handle() {
				if (closing.aborted) return notReady("The server is stopping.");
				try {
					await database.reader.kysely.selectFrom("setting").select("key").limit(1).execute();
				} catch (error) {
					onError(error);
					return notReady("The database does not answer.");
				}
				return json(200, { status: "ready" });
			},
		},
	];
}
