import { createClient } from "../client.ts";
import { printAnswer } from "../output.ts";
import type { Call } from "../table/flag.ts";
import type { metricFlags } from "../table/flags.ts";

/** Text is a number, or text in quotes, when JSON says so; else it is itself. */
export function metricValue(text: string): string | number {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
	} catch {
		return text;
	}
	return text;
}

export async function updateMetric({ flags, args: [key = "", value = ""] }: Call<typeof metricFlags>): Promise<void> {
	const { json, timestamp } = flags;
	const answer = await createClient(flags).metrics.update(
		key,
		metricValue(value),
		timestamp ? { timestamp } : undefined,
	);
	printAnswer(answer, json, ["Metric value updated."]);
}
