/** A mock on a port, in a process of its own. Told to, it closes, says how long that took and what it left open. */
import { createMock } from "@activitysmith/mock-server";

export interface Closed {
	milliseconds: number;
	/** What would keep the process alive, and was not there before. */
	left: string[];
}

function without(resources: readonly string[], known: readonly string[]): string[] {
	const rest = [...resources];
	for (const resource of known) {
		const index = rest.indexOf(resource);
		if (index !== -1) rest.splice(index, 1);
	}
	return rest;
}

process.once("message", async () => {
	const began = performance.now();
	await mock.close();
	const milliseconds = performance.now() - began;
	// A handle that is closed is gone some turns of the event loop later.
	for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
	const closed: Closed = { milliseconds, left: without(process.getActiveResourcesInfo(), before) };
	process.send?.(closed, () => process.disconnect());
});
// Looking at it opens it, when it is a pipe.
const { stdout } = process;
const before = process.getActiveResourcesInfo();
const mock = createMock({ clock: "real" });
const { url } = await mock.listen();
stdout.write(`${url}\n`);
