/** Programs in another language beside each other: what they call, and how they take turns. */
import { once } from "node:events";
import { globSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { median } from "./measure.ts";

/** Answers every request at once, as long as `use` takes. */
export async function withServer(answer: string, use: (url: string) => Promise<void>): Promise<void> {
	const server = createServer((request, response) => {
		request.resume().on("end", () => response.setHeader("content-type", "application/json").end(answer));
	});
	await once(server.listen(0, "127.0.0.1"), "listening");
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

/** The median of each. In turns, so that a busy moment of the machine hits all of them. */
export async function inTurns<Name extends string>(
	names: readonly Name[],
	turns: number,
	measure: (name: Name) => Promise<number>,
): Promise<Record<Name, number>> {
	const taken = new Map(names.map((name) => [name, [] as number[]]));
	for (let turn = 0; turn < turns; turn += 1) {
		for (const [name, values] of taken) values.push(await measure(name));
	}
	return Object.fromEntries(Array.from(taken, ([name, values]) => [name, median(values)])) as Record<Name, number>;
}

/** Bytes of all files that a pattern finds below a folder. */
export function bytesOf(pattern: string, folder: string): number {
	const found = globSync(pattern, { cwd: folder }).map((path) => statSync(join(folder, path)));
	return found.filter((entry) => entry.isFile()).reduce((sum, { size }) => sum + size, 0);
}
