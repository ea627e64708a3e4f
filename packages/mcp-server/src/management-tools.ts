/** The management's tools, as a server of MCP has them. */
import type { McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { type ManagementTool, managementTools, type Owner } from "./management.ts";
import { answering } from "./result.ts";
import { inputSchema, outputSchema } from "./standard-schema.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()], {
	error: ({ input }) => (input === undefined ? "is required" : "must be a string, a number or a boolean"),
});

/** What a value must be, the server says; here it is only seen to that each has its place in the address. */
function inputOf({ input }: ManagementTool) {
	const fields = Object.keys(input.properties).map((name) => [
		name,
		input.required.includes(name) ? scalar : scalar.optional(),
	]);
	return inputSchema(z.strictObject(Object.fromEntries(fields)), input);
}

/** Asked once for each owner, and again only when that went wrong: over HTTP there is a server for each request. */
const asked = new WeakMap<Owner, Promise<ManagementTool[]>>();

/** @throws when the server can't be asked what it offers. */
export async function addManagementTools(server: McpServer, owner: Owner): Promise<void> {
	const asking = asked.get(owner) ?? managementTools(owner);
	asked.set(owner, asking);
	asking.catch(() => asked.delete(owner));
	for (const tool of await asking) {
		const { name, title, description, reads, output, call } = tool;
		const config = {
			title,
			description,
			inputSchema: inputOf(tool),
			...(output && { outputSchema: outputSchema(output) }),
			annotations: { readOnlyHint: reads, destructiveHint: false, idempotentHint: true, openWorldHint: !reads },
		};
		server.registerTool(name, config, (input, { mcpReq }) =>
			answering(mcpReq.signal, (signal) => call(input as Record<string, unknown>, signal)),
		);
	}
}
