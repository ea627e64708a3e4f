/**
 * ActivitySmith for MCP clients, as a handler of HTTP requests to put into a server of your own. The command
 * `activitysmith-mcp` serves the same over stdio and HTTP.
 */
export { createHandler, type Handler, type HandlerOptions } from "./handler.ts";
export type { Identity } from "./identity.ts";
