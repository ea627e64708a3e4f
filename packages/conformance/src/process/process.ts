/** An SDK of another language as the suite's client: see protocol.ts for what its program has to do. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Connect, Json } from "../driver.ts";
import { CallFailure } from "./failure.ts";
import { Gateway } from "./gateway.ts";
import type { CallLine, ClientSettings, Ready, ReplyLine } from "./protocol.ts";

export interface DriverProgram {
	command: string;
	args?: string[];
	env?: Record<string, string>;
	cwd?: string;
}

type Settle = { resolve(result: Json): void; reject(error: Error): void };

export class DriverProcess {
	readonly ready: Promise<Ready["ready"]>;
	readonly #child: ChildProcess;
	readonly #gateway = new Gateway();
	readonly #calls = new Map<number, Settle>();
	readonly #ended: Promise<void>;
	#count = 0;
	#said = "";

	private constructor({ command, args = [], env, cwd }: DriverProgram) {
		this.#child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
		this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#said += text));
		const ready = Promise.withResolvers<Ready["ready"]>();
		const ended = Promise.withResolvers<void>();
		this.ready = ready.promise;
		this.#ended = ended.promise;
		createInterface({ input: this.#child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
			const said = JSON.parse(line) as Ready | ReplyLine;
			if ("ready" in said) ready.resolve(said.ready);
			else this.#settle(said);
		});
		const end = (why: string) => {
			const error = new Error(`The driver ${why}${this.#said && `: ${this.#said.trim()}`}`);
			ready.reject(error);
			for (const call of this.#calls.values()) call.reject(error);
			this.#calls.clear();
			ended.resolve();
		};
		this.#child.on("error", (error) => end(`could not be started (${error.message})`));
		this.#child.on("close", (code, signal) => end(`ended with ${signal ?? code}`));
		// Who waits for it hears of it; who doesn't has calls that fail.
		this.ready.catch(() => undefined);
		this.#child.stdin?.on("error", () => undefined);
	}

	/** Starts the program, and waits until it is ready. */
	static async start(program: DriverProgram): Promise<DriverProcess> {
		const driver = new DriverProcess(program);
		try {
			await driver.#gateway.listen();
			await driver.ready;
			return driver;
		} catch (error) {
			await driver.close();
			throw error;
		}
	}

	/** Makes a call with the settings as they are. */
	readonly call = (client: ClientSettings, call: Omit<CallLine, "id" | "client">): Promise<Json> => {
		this.#count += 1;
		const line: CallLine = { id: this.#count, client, ...call };
		const answer = new Promise<Json>((resolve, reject) => this.#calls.set(line.id, { resolve, reject }));
		this.#child.stdin?.write(`${JSON.stringify(line)}\n`);
		return answer;
	};

	/** For `runSuite`. Each call is made once: what a retry would hide is what a case wants to see. */
	readonly connect: Connect = ({ baseURL, apiKey, fetch }) => {
		// How long a call may take is for the runner to say, who waits when the rate is used up.
		const timeout = 600_000;
		const client = { baseURL: this.#gateway.baseURL({ baseURL, fetch }), apiKey, maxRetries: 0, timeout };
		return {
			call: (operation, { params, body, idempotencyKey }) =>
				this.call(client, {
					operation,
					...(params && { params }),
					...(body && { body }),
					...(idempotencyKey !== undefined && { idempotencyKey }),
				}),
		};
	};

	/** Ends the program by ending its input, and waits for its end. */
	async close(): Promise<void> {
		this.#child.stdin?.end();
		await this.#ended;
		await this.#gateway.close();
	}

	#settle(reply: ReplyLine): void {
		const call = this.#calls.get(reply.id);
		this.#calls.delete(reply.id);
		if ("result" in reply) call?.resolve(reply.result);
		else call?.reject(new CallFailure(reply.error));
	}
}
