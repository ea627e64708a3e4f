/**
 * The TCP connection under an HTTP/2 session. A relayed one passes through a second pair of sockets, so that it can fall
 * silent: HTTP/2 in Node answers pings by itself and cannot be told not to.
 */
import { connect, type Socket } from "node:net";

export interface Wire {
	/** Breaks the connection with a RST. */
	drop(): void;
	/** From now on nothing comes in and nothing goes out, and it stays open. */
	silence(): void;
}

export function directWire(socket: Socket): Wire {
	return {
		drop: () => void socket.resetAndDestroy(),
		silence: () => {
			throw new TypeError("Only the connections of a gateway that was started with { relay: true } can fall silent");
		},
	};
}

/** What `client` sends goes to `port` on this machine, and back. `onOpen` gets the port that it comes from there. */
export function relay(client: Socket, port: number, onOpen: (from: number, wire: Wire) => void): void {
	client.pause();
	const inner = connect({ port, host: "127.0.0.1", noDelay: true });
	const wire: Wire = {
		drop: () => void client.resetAndDestroy(),
		silence: () => {
			client.unpipe(inner).resume();
			inner.unpipe(client).resume();
		},
	};
	inner.once("connect", () => {
		onOpen(inner.localPort ?? 0, wire);
		client.pipe(inner);
		inner.pipe(client);
	});
	// What has come from the gateway still goes out when its end is closed.
	inner.on("error", () => client.destroy()).once("close", () => client.destroySoon());
	client.on("error", () => inner.destroy()).once("close", () => inner.destroy());
}
