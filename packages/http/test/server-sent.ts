/** Server-sent events for tests. */

export interface ServerSentEvent {
	type: string;
	id: string;
	data: Record<string, unknown>;
}

function parse(block: string): ServerSentEvent {
	const fields = Object.fromEntries(
		block.split("\n").map((line) => {
			const colon = line.indexOf(": ");
			return [line.slice(0, colon), line.slice(colon + 2)];
		}),
	);
	return { type: fields.event ?? "", id: fields.id ?? "", data: JSON.parse(fields.data ?? "null") };
}

/** Reads a stream of events block by block, comments left out. */
export async function* blocks(response: Response): AsyncGenerator<ServerSentEvent, void> {
	const decoder = new TextDecoder();
	let text = "";
	for await (const bytes of response.body ?? []) {
		text += decoder.decode(bytes, { stream: true });
		const parts = text.split("\n\n");
		text = parts.pop() ?? "";
		for (const part of parts) if (!part.startsWith(":")) yield parse(part);
	}
}
