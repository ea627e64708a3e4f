/** The MCP server for one identity. */
import { McpServer } from "@modelcontextprotocol/server";
import packageJson from "../package.json" with { type: "json" };
import { addApiTools } from "./api-tools.ts";
import { clientOf, type Identity } from "./identity.ts";
import { addManagementTools } from "./management-tools.ts";

const instructions = `Shows things on the user's iPhone or iPad.

For something that changes over time (a task, a deploy, a backup), call set_live_activity_stream with a stable stream_key whenever its state has really changed, and end_live_activity_stream when it is over. For one message, call send_push_notification. An error names the field that is wrong.`;

/** @param report Gets what went wrong without keeping the server from what it can do. */
export async function createServer(identity: Identity, report: (problem: string) => void): Promise<McpServer> {
	const { version } = packageJson;
	const server = new McpServer({ name: "activitysmith", title: "ActivitySmith", version }, { instructions });
	addApiTools(server, clientOf(identity));
	if (identity.owner) {
		await addManagementTools(server, identity.owner).catch((error: Error) => {
			report(`There are no tools of the management: ${error.message}`);
		});
	}
	return server;
}
