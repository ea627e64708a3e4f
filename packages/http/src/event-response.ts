/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */

/** Connections through proxies are cut when nothing comes for long. */
const HEARTBEAT_MS = 15_000;

const encoder = new TextEncoder();

/** What there is to tell: an event as `eventText` writes it, nothing now, or with `null` nothing any more. */
type Next = string | null | undefined;

export interface Outlet {
	/** Asked when the reader has room. */
	next(): Next | Promise<Next>;
	/** In how many milliseconds to ask again although nobody has woken it. */
	dueIn?(): number | undefined;
}

export function eventText(type: string, id: string, data: unknown): string {
	return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * @param signal Ends the stream.
 * @param open Gets `wake`, to be called when there may be an event, and a signal for when nobody reads any more.
 */
export function eventResponse(signal: AbortSignal, open: (wake: () => void, over: AbortSignal) => Outlet): Response {
	const left = new AbortController();
	let cancelled = false;
	const over = AbortSignal.any([signal, left.signal]);
	let wake = () => {};
	const outlet = open(() => wake(), over);

	/** Resolves with `false` when nothing has happened for so long that a sign of life is due. */
	function happened(): Promise<boolean> {
		const due = outlet.dueIn?.() ?? Number.POSITIVE_INFINITY;
		return new Promise((resolve) => {
			const done = (happened: boolean) => {
				clearTimeout(timer);
				over.removeEventListener("abort", woken);
				wake = () => {};
				resolve(happened);
			};
			const woken = () => done(true);
			const timer = setTimeout(() => done(due < HEARTBEAT_MS), Math.min(due, HEARTBEAT_MS));
			over.addEventListener("abort", woken, { once: true });
			wake = woken;
		});
	}

	const body = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				// So that the client knows at once that it is connected.
				controller.enqueue(encoder.encode(": connected\n\n"));
			},
			async pull(controller) {
				while (!over.aborted) {
					const text = await outlet.next();
					if (text === null) left.abort();
					else if (text !== undefined) return controller.enqueue(encoder.encode(text));
					// It may have ended while the outlet was asked, which is told once and not again to who listens later.
					else if (!over.aborted && !(await happened())) return controller.enqueue(encoder.encode(": \n\n"));
				}
				if (!cancelled) controller.close();
			},
			cancel() {
				cancelled = true;
				left.abort();
			},
		},
		{ highWaterMark: 1 },
	);
	return new Response(body, {
		headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" },
	});
}
