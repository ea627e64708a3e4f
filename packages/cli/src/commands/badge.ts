import { createClient } from "../client.ts";
import { UsageError } from "../failure.ts";
import { printAnswer } from "../output.ts";
import { without } from "../request.ts";
import type { Call } from "../table/flag.ts";
import type { channelFlags } from "../table/flags.ts";

export async function badge({ flags, args: [text = ""] }: Call<typeof channelFlags>): Promise<void> {
	const count = Number(text);
	if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
		throw new UsageError("badge: <count> is a whole number from 0 on");
	}
	const audience = without({ channels: flags.channels }) as { channels?: string[] };
	const answer = await createClient(flags).badgeCount(count, audience);
	printAnswer(answer, flags.json, [
		count === 0 ? "App Icon Badge Count cleared." : "App Icon Badge Count updated.",
		`Badge: ${answer.badge}`,
		`Devices notified: ${answer.devices_notified}`,
	]);
}
