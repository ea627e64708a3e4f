/** Between the application and the service: lets faults strike, and notes every exchange once. */
import { type Awaitable, type Exchange, type Incoming, isWhole, type Reply, toResponse } from "@activitysmith/core";
import { MAX_BODY_BYTES } from "@activitysmith/schema";
import { strike } from "./fault-answer.ts";
import type { FaultRule } from "./fault-rule.ts";
import type { FaultList } from "./faults.ts";
import type { JournalEntry } from "./journal.ts";
import { magicFault } from "./magic.ts";
import { type Tenant, tenantOf } from "./tenant.ts";

type Next = () => Awaitable<Reply>;
type Chosen = { id: string; rule: FaultRule };

export interface StrikerOptions {
	/** Faults for every account. */
	faults: () => FaultList;
	record: (exchange: Exchange, more?: Partial<JournalEntry>) => void;
}

/** What was sent, for the journal: a fault may answer without looking at it. */
async function peek(request: Incoming): Promise<unknown> {
	if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) return undefined;
	const text = isWhole(request) ? new TextDecoder().decode(request.content) : await request.clone().text();
	if (text.length > MAX_BODY_BYTES) return undefined;
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** An answer waits for what follows from its pushes. */
function settle(tenant: Tenant, next: Next): Awaitable<Reply> {
	const reply = next();
	if (reply instanceof Promise) return reply.then((answered) => tenant.settled().then(() => answered));
	return tenant.reporting ? tenant.settled().then(() => reply) : reply;
}

export class Striker {
	readonly #options: StrikerOptions;
	/** Exchanges that a fault has a part in: they are noted when it is done. */
	readonly #struck = new WeakSet<Exchange>();
	/** Signals of requests that were made in process: a `Request` that follows one costs more than all the rest. */
	readonly #signals = new WeakMap<Incoming, AbortSignal>();
	#lifetime = new AbortController();

	constructor(options: StrikerOptions) {
		this.#options = options;
	}

	/** The request ends when the signal is aborted, if a fault lets it wait. */
	follow(request: Request, signal: AbortSignal): void {
		this.#signals.set(request, signal);
	}

	/** Ends every request that a fault lets wait. */
	release(): void {
		this.#lifetime.abort(new Error("The mock was closed or reset"));
		this.#lifetime = new AbortController();
	}

	answered(exchange: Exchange): void {
		if (!this.#struck.has(exchange)) this.#options.record(exchange);
	}

	around(exchange: Exchange, next: Next): Awaitable<Reply | Response> {
		if (!exchange.caller) return next();
		const tenant = tenantOf(exchange.caller.account);
		const chosen = this.#choose(tenant, exchange);
		return chosen ? this.#strike(exchange, chosen, tenant, () => settle(tenant, next)) : settle(tenant, next);
	}

	#choose({ faults, world }: Tenant, { operation, params }: Exchange): Chosen | undefined {
		if (!operation) return undefined;
		const key = params.stream_key ?? params.key ?? null;
		const magic = world.generous ? magicFault(operation, key) : undefined;
		if (magic) return { id: "magic", rule: magic };
		const shared = this.#options.faults();
		return faults.strike(operation, key) ?? shared.strike(operation, key);
	}

	async #strike(exchange: Exchange, { id, rule }: Chosen, { lifetime }: Tenant, next: Next): Promise<Response> {
		this.#struck.add(exchange);
		exchange.body = await peek(exchange.request);
		const { request } = exchange;
		const caller = this.#signals.get(request) ?? request.signal;
		const signal = AbortSignal.any([caller, lifetime.signal, this.#lifetime.signal]);
		try {
			const response = await strike({ exchange, rule, id, signal, next: async () => toResponse(await next()) });
			this.#note(exchange, id, rule, response);
			return response;
		} catch (error) {
			if (!signal.aborted) {
				// It becomes a 500, which is noted as any answer.
				this.#struck.delete(exchange);
				throw error;
			}
			this.#options.record(exchange, {
				fault: id,
				decision: "fault",
				because: "the caller did not wait for an answer",
			});
			return Response.error();
		}
	}

	#note(exchange: Exchange, id: string, rule: FaultRule, response: Response): void {
		if (response.type === "error") {
			const because = `the connection was reset${rule.processed ? " after the service had done its work" : ""}`;
			this.#options.record(exchange, { fault: id, decision: "fault", because, status: 0 });
		} else if (rule.status !== undefined || rule.connection === "truncate") {
			const because = rule.status === undefined ? "the body was cut" : `a fault answered ${rule.status}`;
			this.#options.record(exchange, { fault: id, decision: "fault", because });
		} else {
			this.#options.record(exchange, { fault: id });
		}
	}
}
