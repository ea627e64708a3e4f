/** The published documents, and what schemathesis has to know beside what they say. */
import { readFileSync } from "node:fs";

interface Response {
	links?: Record<string, unknown>;
}
interface Operation {
	operationId: string;
	parameters?: { name: string }[];
	responses: Record<string, Response>;
}
export interface Document {
	paths: Record<string, Record<string, Operation>>;
	components: { securitySchemes: Record<string, unknown> };
}

export function readDocument(name: string): Document {
	return JSON.parse(readFileSync(new URL(`../openapi/${name}`, import.meta.url), "utf8"));
}

function operationsOf({ paths }: Document): Operation[] {
	return Object.values(paths).flatMap((methods) => Object.values(methods));
}

export function operationIds(document: Document): string[] {
	return operationsOf(document).map(({ operationId }) => operationId);
}

const TAKES_ID = {
	requestBody: { activity_id: "$response.body#/activity_id" },
	"x-schemathesis": { merge_body: true },
};
const TAKES_KEY = { parameters: { stream_key: "$request.path.stream_key" } };

/** With links, which make sequences: what is started is updated and ended, what is streamed is sent again and ended. */
export function withLinks(document: Document): Document {
	const linked = structuredClone(document);
	const add = (from: string, to: string, how: object) => {
		const answer = operationsOf(linked).find(({ operationId }) => operationId === from)?.responses[200];
		if (!answer) throw new Error(`The document has no ${from}`);
		answer.links = { ...answer.links, [to]: { operationId: to, ...how } };
	};
	for (const from of ["startLiveActivity", "reconcileLiveActivityStream"]) {
		for (const to of ["updateLiveActivity", "endLiveActivity"]) add(from, to, TAKES_ID);
	}
	for (const to of ["reconcileLiveActivityStream", "endLiveActivityStream"]) {
		add("reconcileLiveActivityStream", to, TAKES_KEY);
	}
	return linked;
}

/** Without what a test does not want, by name: parameters and whole operations. */
export function without(document: Document, names: readonly string[]): Document {
	const cut = structuredClone(document);
	for (const methods of Object.values(cut.paths)) {
		for (const [method, operation] of Object.entries(methods)) {
			if (names.includes(operation.operationId)) delete methods[method];
			operation.parameters = operation.parameters?.filter(({ name }) => !names.includes(name)) ?? [];
		}
	}
	return cut;
}
