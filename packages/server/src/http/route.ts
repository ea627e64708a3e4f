/** What a route of the device API or of the management is: the table of them is served, and its document made from it. */
import type * as z from "zod";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What every route gets beside what its table says. */
export interface Call<Context, Params = Record<string, string>, Query = unknown, Body = unknown> {
	/** Who asks, and what the routes work with. */
	context: Context;
	request: Request;
	params: Params;
	query: Query;
	body: Body;
}

interface About {
	/** `operationId` of the document. */
	id: string;
	method: Method;
	/** Below the base path, with parameters in braces. */
	path: string;
	tag: string;
	summary: string;
	description?: string;
	/** Errors beside those that follow from the rest: by status, what they mean. */
	errors?: Readonly<Record<number, string>>;
}

export interface Route<Context> extends About {
	params?: z.ZodObject;
	query?: z.ZodObject;
	body?: z.ZodType;
	/** Of the answer; without it the answer is a 204. */
	answer?: z.ZodType;
	/** @default 200 with an answer, else 204 */
	status?: 200 | 201;
	handle(call: Call<Context>): Promise<unknown>;
}

interface Typed<Context, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>
	extends About {
	params?: P;
	query?: Q;
	body?: B;
	answer?: A;
	status?: 200 | 201;
	handle(
		call: Call<Context, z.output<P> & Record<string, string>, z.output<Q>, z.output<B>>,
	): Promise<z.input<A> | undefined>;
}

/** Routes of one context, each with a handler that gets what its schemas say, and answers what its answer's says. */
export function routesOf<Context>() {
	return <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
		definition: Typed<Context, P, Q, B, A>,
	): Route<Context> => definition as unknown as Route<Context>;
}
