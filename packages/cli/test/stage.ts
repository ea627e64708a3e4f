/** A mock over HTTP, and the command beside it. Each test has an account of its own by its key. */
import { createMock, type Mock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { buildProgram, type Environment, type Program, type Ran, run, start } from "./program.ts";

export interface Sent {
	method: string;
	path: string;
	body: unknown;
}

export interface Visit {
	apiKey: string;
	env: Environment;
	/** Runs the command to its end. */
	run(args: readonly string[], input?: string | Buffer): Promise<Ran>;
	start(args: readonly string[], options?: Parameters<typeof start>[3]): ReturnType<typeof start>;
	account: ReturnType<Mock["account"]>;
	/** For what the command finds when it comes. */
	client: ActivitySmith;
	/** What came of this account, below `/api`. */
	sent(): Sent[];
}

export interface Stage extends AsyncDisposable {
	mock: Mock;
	program: Program;
	baseURL: string;
	visit(env?: Environment): Visit;
}

export async function openStage(): Promise<Stage> {
	const mock = createMock();
	const [{ baseURL }, program] = await Promise.all([mock.listen(), buildProgram()]);
	let visits = 0;
	return {
		mock,
		program,
		baseURL,
		visit(more = {}) {
			visits += 1;
			const apiKey = `ask_visit${visits}`;
			const env = { ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: apiKey, ...more };
			const account = mock.account(apiKey);
			return {
				apiKey,
				env,
				account,
				client: new ActivitySmith({ apiKey, baseURL, fetch: mock.fetch }),
				run: (args, input) => run(program, args, env, input),
				start: (args, options) => start(program, args, env, options),
				sent: () =>
					account.journal
						.entries()
						.map(({ method, path, body }) => ({ method, path: path.replace(/^\/api/, ""), body })),
			};
		},
		async [Symbol.asyncDispose]() {
			await mock.close();
			program[Symbol.dispose]();
		},
	};
}
