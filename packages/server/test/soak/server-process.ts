/** The server's own command as a process that is killed without a warning. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FakeApns } from "@activitysmith/apns/testing";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Nothing of the environment that this runs in but what a program needs to start. */
const ENVIRONMENT = { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1" };

export interface ServerOptions {
	/** Folder of its data. */
	data: string;
	/** @default a file in the folder */
	databaseUrl?: string | undefined;
	gateway: FakeApns;
	ownerToken: string;
}

export class ServerProcess {
	readonly url: string;
	/** Only of a server that found its database empty. */
	readonly apiKey: string | null;
	readonly #child: ChildProcess;
	readonly #exited: Promise<unknown>;
	readonly #said: string[];

	private constructor(child: ChildProcess, ready: { url: string; apiKey: string | null }, said: string[]) {
		this.#child = child;
		this.#exited = once(child, "exit");
		this.#said = said;
		this.url = ready.url;
		this.apiKey = ready.apiKey;
	}

	/** Resolves when it is ready. */
	static async start({ data, databaseUrl, gateway, ownerToken }: ServerOptions, aheadMs: number) {
		const args = ["--conditions=@activitysmith/source", `--import=${pathOf("ahead.ts")}`, pathOf("../../src/cli.ts")];
		const child = spawn(process.execPath, [...args, "--json", "--port", "0", "--data", data], {
			env: {
				...ENVIRONMENT,
				SOAK_AHEAD_MS: String(aheadMs),
				ACTIVITYSMITH_OWNER_TOKEN: ownerToken,
				ACTIVITYSMITH_APNS_KEY: gateway.p8,
				ACTIVITYSMITH_APNS_KEY_ID: gateway.keyId,
				ACTIVITYSMITH_APNS_TEAM_ID: gateway.teamId,
				ACTIVITYSMITH_APNS_ORIGIN: gateway.origin,
				ACTIVITYSMITH_APNS_CA: gateway.ca,
				...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
			},
			stdio: ["ignore", "pipe", "pipe"],
		});
		const said: string[] = [];
		child.stderr?.on("data", (piece) => said.push(String(piece)));
		if (!child.stdout) throw new Error("The server's output is not there");
		for await (const line of createInterface(child.stdout)) return new ServerProcess(child, JSON.parse(line), said);
		throw new Error(`The server did not start: ${said.join("")}`);
	}

	get isRunning(): boolean {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** What it said that goes wrong. */
	get complaints(): string {
		return this.#said.join("");
	}

	async kill(): Promise<void> {
		this.#child.kill("SIGKILL");
		await this.#exited;
	}
}
