/** Servers for tests, spoken to over HTTP. */
import { readFileSync } from "node:fs";
import type { Screen, ScreensEvent } from "@activitysmith/lock-screen/page";
import { onTestFinished } from "vitest";
import { blocks } from "../../http/test/server-sent.ts";
import { type Server, type StartOptions, startServer } from "../src/index.ts";

/** Closed when the test is over, and nothing may go wrong unheard meanwhile. */
export async function start(options: StartOptions): Promise<Server> {
	const wrong: unknown[] = [];
	const server = await startServer({ port: 0, onError: (error) => void wrong.push(error), ...options });
	onTestFinished(async () => {
		await server.close();
		if (wrong.length > 0) throw wrong[0];
	});
	return server;
}

export interface Answer {
	status: number;
	headers: Headers;
	// What a test expects of it, the test says.
	body: Record<string, unknown>;
}

export type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Requests with a bearer token. */
export function asking(server: Pick<Server, "url">, token: string | undefined): Ask {
	return async (method, path, body) => {
		const response = await fetch(server.url + path, {
			method,
			headers: {
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(body !== undefined && { "content-type": "application/json" }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
	};
}

export function asOwner(server: Server): Ask {
	return asking(server, readFileSync(server.ownerTokenFile ?? "", "utf8").trim());
}

export function firstKey({ firstKey }: Server): string {
	if (firstKey === undefined) throw new Error("The database was not new");
	return firstKey;
}

/** Opens a pairing link, as a browser does; the cookie that it keeps. */
export async function openLink(link: string | null | undefined): Promise<string> {
	if (!link) throw new Error("There is no link");
	const response = await fetch(link);
	const [cookie] = response.headers.getSetCookie();
	if (response.status !== 200 || !cookie) throw new Error(`The link was refused with ${response.status}`);
	return cookie.split(";")[0] ?? "";
}

export interface Page {
	/** Newest state of the screen. */
	screen(): Screen | undefined;
	/** What came with events of a type. */
	of(type: string): Record<string, unknown>[];
	/** Resolves as soon as the screen is as wanted. */
	until(wanted: (screen: Screen) => boolean): Promise<Screen>;
	/** Resolves when the server has ended the stream. */
	ended: Promise<void>;
}

/** The events of a lock screen, as its page reads them. */
export async function openPage({ url }: Pick<Server, "url">, cookie: string, query = ""): Promise<Page> {
	const leaving = new AbortController();
	onTestFinished(() => leaving.abort());
	const response = await fetch(`${url}/screens${query}`, { headers: { cookie }, signal: leaving.signal });
	if (response.status !== 200) throw new Error(`The events were refused with ${response.status}`);
	const events: { type: string; data: Record<string, unknown> }[] = [];
	let screen: Screen | undefined;
	let happened = () => {};
	const ended = (async () => {
		for await (const event of blocks(response)) {
			events.push(event);
			if (event.type === "screens") [screen] = (event.data as unknown as ScreensEvent).screens;
			happened();
		}
	})().catch((error) => {
		if (!leaving.signal.aborted) throw error;
	});
	return {
		screen: () => screen,
		of: (type) => events.filter((event) => event.type === type).map(({ data }) => data),
		until: (wanted) =>
			new Promise((resolve) => {
				happened = () => {
					if (screen && wanted(screen)) resolve(screen);
				};
				happened();
			}),
		ended,
	};
}
