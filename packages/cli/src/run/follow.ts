/** The Live Activity of something that goes on for a while. Nothing waits for it, and nothing fails because of it. */
import { ConnectionError, type StreamContentState, type TrackPatch } from "activitysmith";
import { createClient, settingsOf } from "../client.ts";
import { errorLine } from "../output.ts";
import type { Fields } from "../progress/state.ts";
import { historyOf, without } from "../request.ts";
import type { Values } from "../table/flag.ts";
import type { channelFlags, globalFlags, historyFlags } from "../table/flags.ts";

/** Characters of a text on the lock screen. */
const LONGEST_TEXT = 200;

type FollowFlags = Values<typeof globalFlags & typeof channelFlags & typeof historyFlags> & { interval?: number };

export interface Followed {
	/** Fields of the state as they are known here. */
	readonly shown: Fields;
	show(fields: Fields): void;
	/**
	 * Ends it with these fields, and waits no longer than so many milliseconds.
	 * @returns why it is not shown as it should be, if it is not
	 */
	end(fields: Fields, wait: number): Promise<string | undefined>;
}

/** What is printed may hold the key, and the lock screen is for all to see. */
function withoutSecrets(fields: Fields, secrets: readonly string[]): Fields {
	const clean = (text: string) => {
		const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
		return hidden.length > LONGEST_TEXT ? `${[...hidden].slice(0, LONGEST_TEXT - 1).join("")}…` : hidden;
	};
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]),
	);
}

/** @throws UsageError when the settings are wrong */
export function follow(key: string, first: Fields, flags: FollowFlags): Followed {
	let failure: string | undefined;
	/** Ends the wait for the end: nobody is there, and the command is done. */
	let giveUp: (() => void) | undefined;
	const client = createClient(flags, {
		hooks: {
			onResponse({ status }) {
				if (status < 300) failure = undefined;
			},
			onRetry({ error }) {
				if (!(error instanceof ConnectionError)) return;
				failure = errorLine(error);
				giveUp?.();
			},
		},
	});
	const secrets = [settingsOf(flags).apiKey, process.env.ACTIVITYSMITH_API_KEY].filter(
		(secret) => !!secret,
	) as string[];
	let shown = withoutSecrets(first, secrets);
	const job = client.liveActivities.track(key, shown as unknown as StreamContentState, {
		...(flags.interval !== undefined && { interval: flags.interval }),
		...(without({ channels: flags.channels }) as { channels?: string[] }),
		...historyOf(flags),
		onError(error) {
			failure = errorLine(error);
		},
	});
	return {
		get shown() {
			return shown;
		},
		show(fields) {
			const clean = withoutSecrets(fields, secrets);
			shown = { ...shown, ...clean };
			void job.update(clean as TrackPatch);
		},
		async end(fields, wait) {
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<string | undefined>((resolve) => {
				timer = setTimeout(resolve, wait, "the API took too long to answer");
				giveUp = () => resolve(failure);
			});
			const problem = await Promise.race([job.end(withoutSecrets(fields, secrets) as TrackPatch), late]);
			clearTimeout(timer);
			return failure ?? problem ?? undefined;
		},
	};
}
