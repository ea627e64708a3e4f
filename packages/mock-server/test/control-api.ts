/** Control routes for tests: every answer is checked against the document that the mock itself serves. */
import { createMock, type JournalEntry, type LockScreen, type MockOptions } from "../src/index.ts";
import { progress, send } from "./api.ts";
import { conformTo, typeOf } from "./conform.ts";

type Json = Record<string, unknown>;

interface Operation {
	operationId: string;
	summary: string;
	parameters?: { name: string; description: string }[];
	responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

interface ControlDocument {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Json> };
}

const served = await createMock().fetch("http://mock.test/_mock/openapi.json");
export const controlDocument = (await served.json()) as ControlDocument;

/** What was answered over all tests of a file: operation and status. */
export const answered = new Set<string>();

const conform = conformTo(controlDocument, {
	basePath: "/_mock",
	otherStatuses: [403, 404, 405],
	ajv: { strictTypes: false },
});

interface ControlRequest {
	key?: string;
	/** Sent as JSON, text as it is. */
	body?: unknown;
	headers?: Record<string, string>;
}

type DeviceBody = Json & { lockScreen: LockScreen; pushes: unknown[] };

/** What an answer may hold: the one that a test asks for does. */
interface Body extends Json {
	id: string;
	now: string;
	error: string;
	message: string;
	issues: { path: string; message: string }[];
	devices: [DeviceBody, DeviceBody];
	streams: unknown[];
	faults: unknown[];
	entries: JournalEntry[];
	unexpected: JournalEntry[];
	routes: { method: string; path: string; summary: string }[];
	values: unknown[];
}

interface Answer {
	status: number;
	body: Body;
	headers: Headers;
}

/** A mock that listens, and what a program in any language would send to it. */
export async function controlled(options?: MockOptions) {
	const mock = createMock(options);
	const { url, instance } = await mock.listen();

	async function control(method: string, path: string, { key, body, headers }: ControlRequest = {}): Promise<Answer> {
		const response = await fetch(`${url}/_mock${path}`, {
			method,
			headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
			...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		const { status, headers: answerHeaders } = response;
		const type = typeOf(response);
		const read = text === "" ? undefined : type === "application/json" ? JSON.parse(text) : text;
		const operationId = conform({ method, pathname: new URL(response.url).pathname, status, type, body: read });
		if (operationId !== undefined) answered.add(`${operationId} ${status}`);
		return { status, body: read as Body, headers: answerHeaders };
	}

	const put = (key: string, percentage = 1, streamKey = "k") =>
		send(fetch, { method: "PUT", path: `/live-activity/stream/${streamKey}`, body: progress(percentage), key }, url);
	return { mock, url, instance, control, put, [Symbol.asyncDispose]: () => mock.close() };
}
