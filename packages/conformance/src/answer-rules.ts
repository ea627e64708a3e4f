/** What must hold for every answer, whichever case it belongs to: the published document, and the headers. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { document, type Operation } from "./operations.ts";

export interface SeenAnswer {
	method: string;
	/** `undefined` for a route or a method that the API does not have. */
	operation: Operation | undefined;
	status: number;
	headers: Headers;
	text: string;
}

export interface AnswerRule {
	/** As a case's id, so that a known gap can name it. */
	id: string;
	title: string;
	/** What is wrong with an answer, `undefined` when nothing is. */
	find(answer: SeenAnswer): string | undefined;
}

const ajv = new Ajv2020({ strict: true, strictNumbers: true, allErrors: true });
formats.default(ajv);
// Keywords of OpenAPI that say nothing about validity.
ajv.addVocabulary(["openapi", "info", "servers", "tags", "paths", "components", "discriminator"]);
ajv.addSchema(document, "document");

/** Routes and methods that are no operation have errors of this form. */
const OTHER_ERROR = "/components/schemas/NotFoundError";

function schemaFor({ operation, status }: SeenAnswer): ValidateFunction | undefined {
	if (!operation) return ajv.getSchema(`document#${OTHER_ERROR}`);
	const path = operation.path.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
	return ajv.getSchema(
		`document#/paths/${path}/${operation.method.toLowerCase()}/responses/${status}/content/application~1json/schema`,
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A header that must be a whole number. */
function wholeNumber(headers: Headers, name: string): string | undefined {
	const value = headers.get(name);
	if (value === null) return `has no ${name}`;
	return /^\d+$/.test(value) ? undefined : `has ${name}: ${value}, not a whole number`;
}

export const answerRules: AnswerRule[] = [
	{
		id: "answer.status",
		title: "An operation answers only with statuses that the document names; other routes and methods with 404 and 405",
		find({ operation, status }) {
			const allowed = operation?.statuses ?? [404, 405];
			return allowed.includes(status) ? undefined : `has status ${status}, which is none of ${allowed.join(", ")}`;
		},
	},
	{
		id: "answer.content-type",
		title: "Every answer is JSON and says so",
		find({ headers }) {
			const type = headers.get("content-type");
			return type && /^application\/json(; ?charset=utf-8)?$/i.test(type) ? undefined : `has content type ${type}`;
		},
	},
	{
		id: "answer.body",
		title: "Every body is what the document promises for the operation and the status, without keys beyond that",
		find(answer) {
			if (answer.method === "HEAD") return undefined;
			const validate = schemaFor(answer);
			const body = parsed(answer.text);
			// A status that is not documented has no schema: another rule says so.
			if (!validate || validate(body)) return undefined;
			const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath || "it"} ${message}`);
			return `has a body that does not conform: ${problems?.join("; ")}`;
		},
	},
	{
		id: "answer.request-id",
		title: "Every answer has an X-Request-Id",
		find: ({ headers }) => (headers.get("x-request-id") ? undefined : "has no X-Request-Id"),
	},
	{
		id: "answer.rate-limit",
		title: "Every answer has RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset",
		find: ({ headers }) =>
			["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
				.map((name) => wholeNumber(headers, name))
				.find((problem) => problem !== undefined),
	},
	{
		id: "answer.keep-alive",
		title: "Every answer has Keep-Alive: timeout=65",
		find({ headers }) {
			const value = headers.get("keep-alive");
			return value === "timeout=65" ? undefined : `has Keep-Alive: ${value}`;
		},
	},
	{
		id: "answer.retry-after",
		title: "A 429 for the rate has a Retry-After in seconds",
		find({ status, headers, text }) {
			const forRate = status === 429 && (parsed(text) as { error?: unknown })?.error === "Rate limit exceeded";
			return forRate ? wholeNumber(headers, "Retry-After") : undefined;
		},
	},
	{
		id: "answer.www-authenticate",
		title: "A 401 has WWW-Authenticate: Bearer",
		find({ status, headers }) {
			if (status !== 401) return undefined;
			const value = headers.get("www-authenticate");
			return value === "Bearer" ? undefined : `has WWW-Authenticate: ${value}`;
		},
	},
];
