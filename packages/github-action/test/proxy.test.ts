/** Behind a proxy, on a runner of one's own: all that is sent goes through it. */
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { startWorld } from "./local-runner.ts";

test("sends through the proxy that the environment names", { timeout: 90_000 }, async () => {
	await using world = await startWorld();
	const tunnels: string[] = [];
	const proxy = createServer().on("connect", ({ url = "" }, socket) => {
		tunnels.push(url);
		const target = connect(
			world.baseURL.includes(url) ? Number(new URL(world.baseURL).port) : Number(new URL(world.github.url).port),
		);
		socket.on("error", () => target.destroy());
		target.on("error", () => socket.destroy());
		target.once("connect", () => {
			socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
			socket.pipe(target).pipe(socket);
		});
	});
	await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
	const env = { http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
	try {
		const { results } = await world.runJob({
			env,
			steps: [{ name: "Mirror", with: { action: "mirror_workflow", "poll-interval": "0.05" } }],
		});
		expect(results.Mirror?.outputs.ok).toBe("true");
		const hosts = [world.baseURL, world.github.url].map((url) => new URL(url).host);
		expect(new Set(tunnels)).toEqual(new Set(hosts));
	} finally {
		proxy.closeAllConnections();
		proxy.close();
	}
});

test("a proxy whose address is wrong is told", async () => {
	await using world = await startWorld();
	const push = { action: "send_push_notification", payload: "title: x" };
	const step = await world.step(push, { env: { https_proxy: "not a url" } });
	expect(step.exitCode).toBe(0);
	expect(step.outputs.ok).toBe("false");
	expect(step.annotations).toHaveLength(1);
});
