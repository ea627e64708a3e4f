/** A device of the gateway with our app on it: what it tells the server, and what a case sees when it looks at it. */
import type { DroppedPush, SimulatedActivity, SimulatedDevice } from "@activitysmith/apns/testing";
import type { DeviceSeed, Json, Phone, ReceivedPush, ShownActivity } from "@activitysmith/conformance";
import type { DeviceApi } from "./device-api.ts";

interface Attributes {
	activityId: string;
	streamKey?: string;
	startedAt: number;
}

type Push = { aps: Json } & Json;

/** iOS removes an ended activity after 4 hours unless it was told otherwise. */
const LONGEST_ENDED_MS = 4 * 3_600_000;

/** Whether passing it over was no mistake of the server's: the device was away, or iOS had ended the activity by itself. */
function isExcusable({ why, event }: DroppedPush): boolean {
	return why === "replaced-while-offline" || why === "expired" || (why === "activity-ended" && event === "end");
}

export class ServerPhone {
	readonly seed: DeviceSeed;
	readonly userId: string;
	readonly device: SimulatedDevice;
	tokens: "immediate" | "held" = "immediate";
	readonly #server: DeviceApi;
	/** Tokens that the app keeps to itself. */
	#held: (() => Promise<void>)[] = [];
	/** What it could not say without a network. */
	#unsaid: (() => Promise<void>)[] = [];
	#widgets: Phone["widgets"] = {};

	constructor(seed: DeviceSeed, userId: string, device: SimulatedDevice, server: DeviceApi) {
		this.seed = seed;
		this.userId = userId;
		this.device = device;
		this.#server = server;
	}

	/** The system has given the app the token of an activity. */
	async gotToken(attributes: unknown, token: string): Promise<void> {
		const { activityId } = attributes as Attributes;
		const register = () => this.#server.registerActivityToken(activityId, token);
		if (this.tokens === "held") this.#held.push(register);
		else await this.#say(register);
	}

	async registerTokens(): Promise<void> {
		const held = this.#held;
		this.#held = [];
		for (const register of held) await this.#say(register);
	}

	/** Back on the network, its user opens the app: Apple has kept one push, and a badge may have been among the others. */
	async setOffline(offline: boolean): Promise<void> {
		if (offline) return this.device.goOffline();
		this.device.goOnline();
		this.device.badge = (await this.#server.snapshot()).badge;
		const unsaid = this.#unsaid;
		this.#unsaid = [];
		for (const say of unsaid) await say();
	}

	async dismiss(activityId: string): Promise<void> {
		const shown = this.device.activities.find(({ attributes }) => (attributes as Attributes).activityId === activityId);
		if (!shown || shown.activityState === "dismissed") return;
		shown.dismiss();
		await this.#say(() => this.#server.reportDismissed(activityId));
	}

	/** Rejects when it was sent something that it had to pass over: an iPhone would not say so. */
	async look(): Promise<Phone> {
		const { device, seed, userId } = this;
		const dropped = device.dropped.filter((push) => !isExcusable(push));
		if (dropped.length > 0) throw new Error(`${seed.id} has dropped pushes: ${JSON.stringify(dropped)}`);
		// Whoever looks at a widget has it drawn anew. That it is also told to, twice a minute at most, shows in the pushes.
		if (device.isOnline) {
			const { widgets } = await this.#server.snapshot();
			this.#widgets = Object.fromEntries(widgets.map(({ key, value }) => [key, value]));
		}
		return {
			id: seed.id,
			name: seed.name ?? seed.id,
			userId,
			activities: device.activities
				.filter(({ activityState }) => activityState !== "dismissed")
				.map((activity) => this.#shown(activity))
				.reverse(),
			notifications: device.notifications.map(({ payload }) => payload as Push).reverse(),
			badge: device.badge,
			widgets: this.#widgets,
			pushes: device.applied.map(({ payload, activityId }) => this.#received(payload as Push, activityId)),
		};
	}

	async #say(say: () => Promise<void>): Promise<void> {
		if (this.device.isOnline) await say();
		else this.#unsaid.push(say);
	}

	#shown(activity: SimulatedActivity): ShownActivity {
		const { activityId, streamKey = null, startedAt } = activity.attributes as Attributes;
		return {
			activityId,
			streamKey,
			status: activity.activityState,
			state: activity.contentState as Json,
			startedAt: startedAt * 1000,
			dismissAt: this.#dismissAt(activity),
		};
	}

	#dismissAt({ id, endedAt }: SimulatedActivity): number | null {
		if (endedAt === null) return null;
		const end = this.device.applied.find(({ activityId, event }) => activityId === id && event === "end");
		const date = (end?.payload as Push | undefined)?.aps["dismissal-date"];
		return typeof date === "number" ? date * 1000 : endedAt + LONGEST_ENDED_MS;
	}

	#received(body: Push, id: string | null): ReceivedPush {
		const activity = id === null ? undefined : this.device.activity(id);
		if (activity) {
			const { activityId } = activity.attributes as Attributes;
			return { kind: "live-activity", activityId, body };
		}
		if ("content-changed" in body.aps) return { kind: "widgets", body };
		return { kind: "alert" in body.aps ? "notification" : "badge", body };
	}
}
