/** A phone with the app on it: what it reports gets through in the end, and what it is sent twice it shows once. */
import { setTimeout } from "node:timers/promises";
import type { SimulatedDevice } from "@activitysmith/apns/testing";
import type { DeviceApi } from "../conformance/device-api.ts";

interface Attributes {
	activityId: string;
}

/** Between two attempts to tell the server something. */
const AGAIN_MS = 25;

export class SoakPhone {
	readonly device: SimulatedDevice;
	readonly api: DeviceApi;
	#reporting: Promise<void> = Promise.resolve();
	#isGone = false;

	constructor(device: SimulatedDevice, api: DeviceApi) {
		this.device = device;
		this.api = api;
	}

	/** The system has given the app the token of an activity. */
	gotToken(attributes: unknown, token: string): void {
		const { activityId } = attributes as Attributes;
		// The server could not know that the first one had arrived: the newest stays.
		for (const older of this.running(activityId).slice(0, -1)) older.dismiss();
		this.#reporting = this.#reporting.then(() => this.#tell(() => this.api.registerActivityToken(activityId, token)));
	}

	running(activityId: string) {
		return this.device.activities.filter(
			({ attributes, isRunning }) => isRunning && (attributes as Attributes).activityId === activityId,
		);
	}

	/** Tells nobody anything any more. */
	async leave(): Promise<void> {
		this.#isGone = true;
		await this.#reporting;
	}

	async #tell(say: () => Promise<void>): Promise<void> {
		while (!this.#isGone) {
			const isSaid = await say().then(
				() => true,
				() => false,
			);
			if (isSaid) return;
			await setTimeout(AGAIN_MS);
		}
	}
}
