/** Runs programs in a page of a real Chromium. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { launchChromium } from "../packages/lock-screen/test/phone/chromium.ts";
import type { Project } from "./project.ts";
import { type FailingServer, failingServer } from "./server.ts";

async function bundle(project: Project, programs: string[]): Promise<string> {
	const members = programs.map((name) => `${JSON.stringify(name)}: () => import("./${name}.mjs")`);
	const { outputFiles } = await build({
		stdin: { contents: `globalThis.programs = { ${members.join(", ")} };`, resolveDir: project.programs },
		bundle: true,
		write: false,
		format: "esm",
		platform: "browser",
		target: "es2022",
		logLevel: "silent",
	});
	return outputFiles[0]?.text ?? "";
}

/** Passes a request on, as the backend of a page's own origin does: the API answers no other origin. */
async function passOn(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { method = "GET", url = "/", headers } = request;
	const { authorization = "", "content-type": type = "" } = headers;
	const body = await text(request);
	const answer = await fetch(`${origin}${url}`, {
		method,
		headers: { authorization, "content-type": type },
		...(body && { body }),
	});
	const { "content-encoding": _, "transfer-encoding": __, ...plain } = Object.fromEntries(answer.headers);
	response.writeHead(answer.status, plain).end(await answer.text());
}

export interface Page extends AsyncDisposable {
	/** The origin of the page, which fails where it is asked to and has the mock's API at `/api`. */
	server: FailingServer;
	run(program: string, ...args: unknown[]): Promise<unknown>;
	/** What nobody caught. */
	uncaught: string[];
}

/** `origin` is the mock's. */
export async function openPage(project: Project, origin: string, programs: string[]): Promise<Page> {
	const script = await bundle(project, programs);
	const server = await failingServer((request, response) => {
		if (request.url === "/script.js") response.setHeader("content-type", "text/javascript").end(script);
		else if (request.url === "/") {
			response
				.setHeader("content-type", "text/html")
				.end('<!doctype html><script type="module" src="/script.js"></script>');
		} else passOn(origin, request, response).catch((error) => response.destroy(error));
	});
	const browser = await launchChromium();
	const uncaught: string[] = [];
	const page = await browser.newPage();
	page.on("pageerror", (error) => uncaught.push(String(error)));
	await page.goto(server.url);
	return {
		server,
		uncaught,
		run: (program, ...args) =>
			page.evaluate(
				async ([name, given]) => {
					const { programs } = globalThis as unknown as {
						programs: Record<string, () => Promise<{ default(...args: unknown[]): Promise<unknown> }>>;
					};
					return (await programs[name]?.())?.default(...given);
				},
				[program, args] as const,
			),
		async [Symbol.asyncDispose]() {
			await browser.close();
			await server.close();
		},
	};
}
