/** The same mock for pages and workers: nothing of Node, and no ports. */
import type { Serve } from "./listen.ts";
import { buildMock, type Mock, type MockOptions } from "./mock.ts";
import type { CallWebhook } from "./webhooks/send.ts";

export type * from "./index.ts";
export { magicValues } from "./magic.ts";

const listen: Serve = async () => {
	throw new Error("A mock can't listen here, where there are no ports: pass its fetch to the client, or install() it");
};

const call: CallWebhook = async () => ({
	status: null,
	message: "A mock can't call webhooks here, where a page would call them: give the option webhooks a function.",
});

/** A mock with a world of its own, ready at once. */
export function createMock(options: MockOptions = {}): Mock {
	return buildMock(options, { listen, call, page: async () => undefined });
}
