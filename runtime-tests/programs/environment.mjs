/** A client that is told nothing finds its key and its server in the environment, and shows the key to nobody. */
import { inspect } from "node:util";
import ActivitySmith from "activitysmith";

export default async function environment() {
	const client = new ActivitySmith();
	const { badge } = await client.badgeCount(3);
	const shown = [inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client), `${client}`];
	const native = globalThis.Deno?.inspect ?? globalThis.Bun?.inspect;
	if (native) shown.push(native(client));
	return { badge, seen: shown.some((text) => text.includes("ask_")) };
}
