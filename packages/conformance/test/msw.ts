/** The mock behind MSW: requests go to the global fetch, as those of a program under test do. */
import { inProcess, type Target } from "../src/index.ts";
import { strictMock } from "./mocks.ts";

interface Msw {
	setupServer: typeof import("msw/node").setupServer;
	handlers: typeof import("@activitysmith/mock-server/msw").handlers;
}

export async function throughMsw(name: string, { setupServer, handlers }: Msw): Promise<Target & { close(): void }> {
	const mock = strictMock();
	const target = await inProcess(mock, name);
	const server = setupServer(...handlers(mock, { baseURL: target.baseURL }));
	// As the one major has it, and as the other does.
	const unhandled = { onUnhandledFrame: "error", onUnhandledRequest: "error" } as const;
	server.listen(unhandled);
	return { ...target, fetch: (...request) => globalThis.fetch(...request), close: () => server.close() };
}
