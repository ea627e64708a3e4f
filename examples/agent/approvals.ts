/** Questions to a human, answered by a button on the lock screen. */
import { randomUUID } from "node:crypto";
import type { ActivitySmith } from "activitysmith";
import { Webhook } from "standardwebhooks";

export interface ApprovalsOptions {
	activitysmith: ActivitySmith;
	/** Where `receive` is reached from outside, by https. */
	url: string;
	/** `whsec_…`, which the server signs what it calls with. */
	secret: string;
	/** Milliseconds after which no answer is a no. @default 15 minutes */
	patience?: number;
}

export class Approvals {
	readonly #options: ApprovalsOptions;
	readonly #open = new Map<string, (approved: boolean) => void>();

	constructor(options: ApprovalsOptions) {
		this.#options = options;
	}

	/** Asks on the lock screen, in place of what the stream showed, and waits. */
	async ask(stream: string, title: string, message: string): Promise<boolean> {
		const { activitysmith, url, patience = 15 * 60_000 } = this.#options;
		const question = randomUUID();
		const button = (title: string, answer: boolean) =>
			({ title, type: "webhook", url, body: { question, answer } }) as const;
		const answered = new Promise<boolean>((resolve) => {
			this.#open.set(question, resolve);
			setTimeout(resolve, patience, false).unref();
		});
		try {
			await activitysmith.liveActivities.stream(stream, {
				content_state: { title, message, type: "alert", color: "orange", icon: { symbol: "questionmark.circle" } },
				action: button("Approve", true),
				secondary_action: button("Reject", false),
				alert: { title, body: message },
			});
			return await answered;
		} finally {
			this.#open.delete(question);
		}
	}

	/** The receiver of the buttons' webhooks: a `fetch` handler. Only what the server has signed is an answer. */
	async receive(request: Request): Promise<Response> {
		const text = await request.text();
		try {
			new Webhook(this.#options.secret).verify(text, Object.fromEntries(request.headers));
		} catch {
			return new Response(null, { status: 401 });
		}
		const { question, answer } = JSON.parse(text);
		const resolve = this.#open.get(question);
		resolve?.(answer === true);
		return new Response(null, { status: resolve ? 204 : 410 });
	}
}
