/** Streams and metrics. */
import type { z } from "zod";
import type * as shapes from "../../http/manage/shapes.ts";
import { type Command, needed, UsageError } from "../command.ts";
import type { Ask } from "../connect.ts";
import { table, time } from "../table.ts";

type Stream = z.output<typeof shapes.Stream>;
type Metric = z.output<typeof shapes.MetricView>;

const PAGE = 1000;

async function allStreams(ask: Ask): Promise<Stream[]> {
	const all: Stream[] = [];
	for (;;) {
		const after = all.at(-1)?.stream_key;
		const { streams } = await ask<{ streams: Stream[] }>("GET", "/streams", { query: { after, limit: PAGE } });
		all.push(...streams);
		if (streams.length < PAGE) return all;
	}
}

const kinds = ["number", "percent", "string"];

function formatOf(kind: string | undefined, currency: string | undefined, unit: string | undefined) {
	const given = [kind, currency, unit].filter((one) => one !== undefined);
	if (given.length > 1) throw new UsageError("Give one of --format, --currency and --unit");
	if (currency !== undefined) return { kind: "currency", currency };
	if (unit !== undefined) return { kind: "unit", unit };
	if (kind !== undefined && !kinds.includes(kind)) throw new UsageError(`--format must be ${kinds.join(", ")}`);
	return kind === undefined ? undefined : { kind };
}

const turn = (verb: "pause" | "resume"): Command => ({
	name: `streams ${verb}`,
	arguments: ["<key>"],
	summary:
		verb === "pause" ? "Take a stream off the screens; its updates are kept" : "Let the next update start it again",
	examples: [`streams ${verb} nightly-backup`],
	async run(ask, given) {
		const key = needed(given);
		const json = await ask("POST", `/streams/${encodeURIComponent(key)}/${verb}`);
		return { json, text: verb === "pause" ? `${key} is paused.` : `${key} is resumed: its next update starts it.` };
	},
});

export const streamCommands: readonly Command[] = [
	{
		name: "streams list",
		summary: "Streams, in the order of their keys",
		examples: ["streams list"],
		async run(ask) {
			const streams = await allStreams(ask);
			const rows = streams.map((stream) => [
				stream.stream_key,
				stream.paused,
				stream.activity_id,
				time(stream.last_put_at),
			]);
			const text = table(["key", "paused", "live activity", "last update"], rows, "There is no stream.");
			return { json: { streams }, text };
		},
	},
	turn("pause"),
	turn("resume"),
	{
		name: "metrics list",
		summary: "Metrics, with their newest values",
		examples: ["metrics list"],
		async run(ask) {
			const json = await ask<{ metrics: Metric[] }>("GET", "/metrics");
			const rows = json.metrics.map(({ key, label, format, value, at }) => [
				key,
				label,
				format?.kind ?? null,
				value,
				time(at),
			]);
			return { json, text: table(["key", "label", "format", "value", "at"], rows, "There is no metric.") };
		},
	},
	{
		name: "metrics define",
		arguments: ["<key>"],
		options: {
			label: { argument: "text", help: "What a widget calls it" },
			format: { argument: "kind", help: "number, percent or string" },
			currency: { argument: "code", help: "An amount, such as EUR" },
			unit: { argument: "text", help: "A number with a unit behind it, such as ms" },
		},
		summary: "Make a metric, or change how widgets show it",
		examples: ["metrics define latency --label Latency --unit ms", "metrics define revenue --currency EUR"],
		async run(ask, given) {
			const key = needed(given);
			const label = given.text("label");
			const format = formatOf(given.text("format"), given.text("currency"), given.text("unit"));
			const body = { ...(label !== undefined && { label }), ...(format && { format }) };
			const json = await ask("PUT", `/metrics/${encodeURIComponent(key)}`, { body });
			return { json, text: `${key} is defined. Values come by the API.` };
		},
	},
	{
		name: "metrics remove",
		arguments: ["<key>"],
		summary: "Remove a metric and its value",
		examples: ["metrics remove latency"],
		async run(ask, given) {
			const key = needed(given);
			return { json: await ask("DELETE", `/metrics/${encodeURIComponent(key)}`), text: `${key} is removed.` };
		},
	},
];
