/**
 * The stream of events, for as long as the page is open. A browser's own EventSource gives up on an HTTP error and waits
 * three seconds otherwise; here it is opened anew until the server is back.
 */

/** The part of an EventSource that is used. */
export interface Source {
	addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
	close(): void;
}

export type ConnectionStatus = "connecting" | "open" | "reconnecting";

export interface ConnectionOptions {
	/** @default a browser's EventSource */
	open?: (url: string) => Source;
	onEvent: (type: string, data: unknown) => void;
	onStatus: (status: ConnectionStatus) => void;
}

export interface Connection {
	/** Tries at once when it is waiting to, or rests: the tab is looked at again, or the network is back. */
	retryNow(): void;
	/** Ends the connection until `retryNow()`: a browser has six for each host, and unseen tabs would take them all. */
	rest(): void;
	close(): void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const EVENTS = ["screens", "request", "push"];

export function connect(
	url: string,
	{ open = (url) => new EventSource(url), onEvent, onStatus }: ConnectionOptions,
): Connection {
	let pause = FIRST_PAUSE_MS;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let source: Source;
	let resting = false;

	function start(): void {
		timer = undefined;
		resting = false;
		const opened = open(url);
		source = opened;
		for (const type of EVENTS) {
			opened.addEventListener(type, ({ data }) => {
				// Only what has come shows that the server is well: one that accepts and hangs up at once must not be hammered.
				pause = FIRST_PAUSE_MS;
				onEvent(type, JSON.parse(String(data)));
			});
		}
		opened.addEventListener("open", () => onStatus("open"));
		opened.addEventListener("error", () => {
			if (source !== opened || timer !== undefined || resting) return;
			opened.close();
			onStatus("reconnecting");
			timer = setTimeout(start, pause);
			pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
		});
	}

	onStatus("connecting");
	start();
	return {
		retryNow() {
			if (timer === undefined && !resting) return;
			clearTimeout(timer);
			start();
		},
		rest() {
			clearTimeout(timer);
			resting = true;
			source.close();
			onStatus("reconnecting");
		},
		close() {
			clearTimeout(timer);
			source.close();
		},
	};
}
