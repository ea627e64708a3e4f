/** The clients that most agents have: of the SDK's first version, which know sessions and an earlier protocol. */
import process from "node:process";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { bare, fromSource, KEY, listening, mockOverHttp } from "./mcp.ts";

const { mock, env } = mockOverHttp();
beforeEach(() => mock.reset());

async function useWith(transport: Transport): Promise<void> {
	const client = new Client({ name: "earlier", version: "1.0.0" });
	await client.connect(transport);
	onTestFinished(() => client.close());
	expect((await client.listTools()).tools).toHaveLength(5);
	const badge = { name: "update_app_icon_badge_count", arguments: { badge: 7 } };
	expect(await client.callTool(badge)).toMatchObject({ structuredContent: { badge: 7 } });
	expect(mock.account(KEY).devices[0]?.badge).toBe(7);
	expect(await client.callTool({ ...badge, arguments: { badge: -1 } })).toMatchObject({
		isError: true,
		content: [{ text: expect.stringContaining("badge must be at least 0") }],
	});
}

test("over stdio", async () => {
	const child = { ...bare, ...env() };
	await useWith(new StdioClientTransport({ command: process.execPath, args: fromSource, env: child }));
});

test("over HTTP", async () => {
	const { url } = await listening(env());
	await useWith(new StreamableHTTPClientTransport(url) as Transport);
});
