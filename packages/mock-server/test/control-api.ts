/** Control routes for tests: every answer is checked against the document that the mock itself serves. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { createMock, type JournalEntry, type LockScreen, type MockOptions } from "../src/index.ts";
import { progress, send } from "./api.ts";

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

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
formats.default(ajv);
ajv.addVocabulary(["openapi", "info", "servers", "tags", "paths", "components"]);
ajv.addSchema(controlDocument, "control");

const escaped = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1").replace(/[{}]/g, encodeURIComponent);

/** What was answered over all tests of a file: operation and status. */
export const answered = new Set<string>();

function conform(method: string, pathname: string, status: number, type: string, body: unknown): void {
	const path = Object.keys(controlDocument.paths).find((template) =>
		new RegExp(`^/_mock${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
	);
	const operation = path === undefined ? undefined : controlDocument.paths[path]?.[method.toLowerCase()];
	if (path === undefined || !operation) {
		if (status !== 404 && status !== 405 && status !== 403) throw new Error(`${status} for ${method} ${pathname}`);
		return;
	}
	answered.add(`${operation.operationId} ${status}`);
	const response = operation.responses[status];
	if (!response) throw new Error(`${operation.operationId} may not answer ${status}`);
	if (!response.content) {
		if (body !== undefined) throw new Error(`${operation.operationId} answers ${status} without a body`);
		return;
	}
	const pointer = `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}/content/${escaped(type)}/schema`;
	const validate: ValidateFunction | undefined = ajv.getSchema(`control#${pointer}`);
	if (!validate) throw new Error(`${operation.operationId} may not answer ${status} as ${type}`);
	if (validate(body)) return;
	const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ");
	throw new Error(`${method} ${pathname} answered ${status} ${JSON.stringify(body)}: ${problems}`);
}

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
		const type = response.headers.get("content-type")?.split(";")[0] ?? "";
		const read = text === "" ? undefined : type === "application/json" ? JSON.parse(text) : text;
		conform(method, new URL(response.url).pathname, response.status, type, read);
		return { status: response.status, body: read as Body, headers: response.headers };
	}

	const put = (key: string, percentage = 1, streamKey = "k") =>
		send(fetch, { method: "PUT", path: `/live-activity/stream/${streamKey}`, body: progress(percentage), key }, url);
	return { mock, url, instance, control, put, [Symbol.asyncDispose]: () => mock.close() };
}
