/** What is outside of a mock in Node, and is loaded when it is needed. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Serve } from "./listen.ts";
import type { Cause, Outside } from "./mock.ts";
import type { ServePage } from "./screens/page.ts";
import type { CallWebhook } from "./webhooks/send.ts";

/** Most tests open no port, and Node's HTTP server takes longer to load than all the rest. */
const listen: Serve = async (served, options) => {
	const server = await import("./listen.ts");
	return server.listen(served, options);
};

/** Most tests call no webhook either. */
const call: CallWebhook = async (request, allow) => {
	const { callWebhook } = await import("./webhooks/call.ts");
	return callWebhook(request, allow);
};

/** Nor does anybody look at a page. */
const page: ServePage = async (request, peer, about) => {
	const { servePage } = await import("./screens/page.ts");
	return servePage(request, peer, about);
};

function followRequests(): Cause {
	const storage = new AsyncLocalStorage<string>();
	let current: string | undefined;
	return {
		run: (requestId, work, waits) => {
			if (waits) return storage.run(requestId, work);
			const before = current;
			current = requestId;
			try {
				return work();
			} finally {
				current = before;
			}
		},
		getStore: () => current ?? storage.getStore(),
	};
}

export function outside(): Outside {
	return { listen, call, page, cause: followRequests() };
}
