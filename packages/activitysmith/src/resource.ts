/** What the resources are made of: methods that send one generated operation each. */
import { sendPushNotification, startLiveActivity } from "./generated/sdk.gen.ts";
import type { CallInit } from "./options.ts";
import { checked } from "./requests.ts";
import type { As, Client } from "./transport.ts";

/** Sends a request and resolves to the answer's body. */
export type Method<Request, Body> = (request: Request, options?: CallInit) => Promise<Body>;

/** The form of the results of the methods whose name ends in `Raw`. */
export interface RawResult<Body> {
	/** The response, its body unread. */
	raw: Response;
	/** The parsed body. */
	value(): Promise<Body>;
}

/** A generated operation. Each takes options of its own type, which the types of the methods repeat. */
export type Operation = (options: never) => Promise<unknown>;

/** What a method takes, its key first when it has one. */
type Arguments = [key?: string, request?: object, init?: CallInit];

/** These act again when they are sent again; the others set a state. */
const once: Operation[] = [sendPushNotification, startLiveActivity];

export class Resource {
	readonly #client: Client;
	readonly #as: As | undefined;

	constructor(client: Client, as?: As) {
		this.#client = client;
		this.#as = as;
	}

	/** Sends an operation. Async, so that a wrong request rejects and doesn't throw. */
	protected static async send(
		resource: Resource,
		operation: Operation,
		as: As | undefined,
		key?: string,
		request?: object,
		init?: CallInit,
	): Promise<unknown> {
		return operation({
			client: resource.#client,
			// Whichever of the two the path has.
			path: { key, stream_key: key },
			headers: once.includes(operation) && { "idempotency-key": crypto.randomUUID() },
			body: request && checked(request),
			init,
			as: as ?? resource.#as,
		} as never);
	}

	/**
	 * Gives a class the three forms of an operation: its method, and the two of earlier versions, which take the key and
	 * the request as properties of an object.
	 *
	 * @param name the method's, unless the class has one already
	 */
	protected static define(operation: Operation, earlierName: string, name?: string): void {
		const methods = this.prototype as unknown as Record<string, unknown>;
		const earlier = (as?: As) =>
			async function (
				this: Resource,
				{ streamKey, key = streamKey, ...rest }: Record<string, string | object>,
				init?: CallInit,
			) {
				return Resource.send(this, operation, as, key as string, Object.values(rest)[0] as object, init);
			};
		methods[earlierName] = earlier();
		methods[`${earlierName}Raw`] = earlier("raw");
		if (name) {
			methods[name] = function (this: Resource, ...args: unknown[]) {
				// Without a key, the request comes first.
				if (typeof args[0] === "object") args.unshift(undefined);
				return Resource.send(this, operation, undefined, ...(args as Arguments));
			};
		}
	}
}
