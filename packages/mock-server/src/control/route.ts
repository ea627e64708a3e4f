/** What a control route is. The table of them, in routes.ts, is what is served and what the document describes. */
import type * as z from "zod";
import type { Mock } from "../mock.ts";
import type { MockAccount } from "../mock-account.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Call<Query = unknown, Body = unknown> {
	request: Request;
	mock: Mock;
	/** The account of the key. Without a key the mock, which stands for its first account, or for all of them. */
	scope: MockAccount;
	params: Readonly<Record<string, string>>;
	query: Query;
	body: Body;
	/** Of the server that took the request. */
	instance: string;
	/** Breaks the connection. */
	disconnect(): void;
	/** The table of all routes. */
	routes: readonly ControlRoute[];
	/** Aborted when the caller has gone, or the mock is closed. */
	signal: AbortSignal;
}

export interface ControlAnswer {
	description: string;
	/** Without one there is no body. */
	schema?: z.ZodType;
	/** Types of text that it can come in as well, or instead. */
	also?: readonly string[];
}

interface About {
	/** `operationId` of the document. */
	id: string;
	method: Method;
	/** Below `/_mock`, with parameters in braces. */
	path: string;
	tag: "Mock" | "Accounts" | "Devices" | "Screens" | "Streams" | "Time" | "Faults" | "Journal";
	summary: string;
	description?: string;
	/** What a key chooses; routes without it take no notice of one. */
	scope?: "the account" | "the account or all";
	/** By status, beside the errors that follow from the rest. */
	answers: Readonly<Record<number, ControlAnswer>>;
}

export interface ControlRoute extends About {
	query?: z.ZodObject;
	body?: z.ZodType;
	handle(call: Call): Response | Promise<Response>;
}

interface TypedRoute<Query extends z.ZodObject, Body extends z.ZodType> extends About {
	query?: Query;
	body?: Body;
	handle(call: Call<z.output<Query>, z.output<Body>>): Response | Promise<Response>;
}

/** A route whose handler gets its query and its body as their schemas say. */
export function route<Query extends z.ZodObject, Body extends z.ZodType>(
	definition: TypedRoute<Query, Body>,
): ControlRoute {
	return definition as ControlRoute;
}
