#!/usr/bin/env node
/** The command `activitysmith-mcp`: MCP over stdio, or over HTTP. */
import { parseArgs } from "node:util";
import { ValidationError } from "activitysmith";
import packageJson from "../package.json" with { type: "json" };
import { clientOf, type Identity } from "./identity.ts";

const HELP = `Usage: activitysmith-mcp [--http] [options]

Gives an agent push notifications, Live Activities, app icon badges and widgets, as tools of the Model Context Protocol:
over stdin and stdout, or with --http over HTTP at /mcp.

Options:
  --http                   Serve streamable HTTP
  --host <address>         Where it listens (default: 127.0.0.1)
  --port <number>          Port; 0 takes a free one (default: 4030)
  --allowed-host <name>    A host name that requests may be addressed to, beside those of this machine; several times
  --allowed-origin <name>  Host name of a page that may send requests from a browser; several times
  --version                Print the version
  --help                   Print this help

Environment:
  ACTIVITYSMITH_API_KEY       API key. Over HTTP, requests bring their own as a bearer token; this one stands in for those
                              that have none, and only while it listens on this machine alone
  ACTIVITYSMITH_BASE_URL      Another server than the hosted service, such as http://127.0.0.1:4010/api
  ACTIVITYSMITH_OWNER_TOKEN   Owner token of that server: adds tools that look into its history and pause streams

Exit codes: 0 the client has left, 1 it could not start, 2 wrong usage.
`;

class UsageError extends Error {}

/** Over stdio, the standard output is the client's. */
const report = (problem: string) => console.error(`activitysmith-mcp: ${problem}`);

function readFlags(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				http: { type: "boolean", default: false },
				host: { type: "string", default: "127.0.0.1" },
				port: { type: "string", default: "4030" },
				"allowed-host": { type: "string", multiple: true, default: [] },
				"allowed-origin": { type: "string", multiple: true, default: [] },
				version: { type: "boolean", default: false },
				help: { type: "boolean", default: false },
			},
		}).values;
	} catch (error) {
		// An argument that is not expected may be a key: it is not repeated.
		const { code, message } = error as NodeJS.ErrnoException;
		const unexpected = code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL";
		throw new UsageError(unexpected ? "This command takes no arguments beside its options" : message);
	}
}

type Flags = ReturnType<typeof readFlags>;

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/i.test(host);

/** A client whose own variable is not set passes its placeholder on. */
function setting(name: string): string | undefined {
	const value = process.env[`ACTIVITYSMITH_${name}`];
	if (value?.startsWith("${")) throw new UsageError(`ACTIVITYSMITH_${name} has no value, but the name of a variable`);
	return value || undefined;
}

/** Of the environment. Whether the key and the address are possible shows at the start, not at the first call. */
function readIdentity(): Identity | undefined {
	const [apiKey, baseURL, ownerToken] = [setting("API_KEY"), setting("BASE_URL"), setting("OWNER_TOKEN")];
	try {
		// Without a key the address is looked at all the same.
		clientOf({ apiKey: apiKey ?? "none", baseURL });
	} catch (error) {
		if (!(error instanceof ValidationError)) throw error;
		throw new UsageError("ACTIVITYSMITH_API_KEY or ACTIVITYSMITH_BASE_URL is not valid");
	}
	if (ownerToken && !baseURL) {
		throw new UsageError(
			"ACTIVITYSMITH_OWNER_TOKEN is of a server of your own: set ACTIVITYSMITH_BASE_URL to where it is",
		);
	}
	if (ownerToken && !/^[!-~]+$/.test(ownerToken)) throw new UsageError("ACTIVITYSMITH_OWNER_TOKEN is not valid");
	return apiKey ? { apiKey, baseURL, owner: baseURL && ownerToken ? { baseURL, ownerToken } : undefined } : undefined;
}

// What serves is loaded when it is to serve: help and mistakes need none of it.

async function serveOverStdio(): Promise<void> {
	const identity = readIdentity();
	if (!identity) throw new UsageError("ACTIVITYSMITH_API_KEY is not set");
	const [{ serveStdio }, { createServer }] = await Promise.all([
		import("@modelcontextprotocol/server/stdio"),
		import("./server.ts"),
	]);
	serveStdio(() => createServer(identity, report), {
		// What does not fit the protocol's schemas would be told in forty lines.
		onerror: ({ name, message }) =>
			report(/ZodError$/.test(name) ? "Something that is no message of JSON-RPC 2.0 was left out" : message),
	});
}

async function serveOverHttp({ host, port, ...flags }: Flags): Promise<void> {
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError(`--port takes 0 to 65535, not ${port}`);
	const local = isLoopback(host);
	const identity = readIdentity();
	const names = ["localhost", "127.0.0.1", "[::1]"];
	const [{ createHandler }, { createNodeServer, listenOn }] = await Promise.all([
		import("./handler.ts"),
		import("@activitysmith/http/node-server"),
	]);
	const handler = createHandler({
		fallback: local ? identity : undefined,
		allowedHosts: [...names, host, ...flags["allowed-host"]],
		report,
		allowedOrigins: [...names, ...flags["allowed-origin"]],
	});
	const server = createNodeServer(async (request) => {
		if (new URL(request.url).pathname === "/mcp") return handler(request);
		return Response.json({ error: "Not found", message: "MCP is served at /mcp" }, { status: 404 });
	});
	const { url } = await listenOn(server, { host, port: Number(port) });
	if (identity && !local) console.error("Each request needs a key of its own: others can reach this address");
	console.error(`MCP at ${url}/mcp`);
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	process.once("SIGINT", stop).once("SIGTERM", stop);
}

async function main(args: string[]): Promise<void> {
	const flags = readFlags(args);
	if (flags.help) return void process.stdout.write(HELP);
	if (flags.version) return console.log(packageJson.version);
	if (flags.http) await serveOverHttp(flags);
	else await serveOverStdio();
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(`activitysmith-mcp: ${error.message}`);
	if (error instanceof UsageError) console.error("See activitysmith-mcp --help");
	process.exitCode = error instanceof UsageError ? 2 : 1;
});
