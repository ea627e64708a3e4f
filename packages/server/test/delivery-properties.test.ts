/** Whatever goes wrong on the way, in whatever order: the phone shows the latest in the end, and never goes back. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LEASE_MS } from "../src/delivery/timing.ts";
import { onBoth } from "./databases.ts";
import { connect, createWorld, progress, useApple, type World } from "./delivery-world.ts";

const apple = useApple();
const MINUTE = 60_000;

type Step =
	| { do: "put"; alert: boolean }
	| { do: "end" }
	| { do: "idle" }
	| { do: "pass"; milliseconds: number }
	| { do: "crash" }
	| { do: "fault"; fault: Parameters<World["gateway"]["faults"]["add"]>[0] };

const fault = fc.constantFrom(
	{ answer: { reason: "ServiceUnavailable" } },
	{ answer: { reason: "TooManyRequests" } },
	{ answer: { reason: "Shutdown" } },
	{ drop: true as const },
	{ drop: true as const, processed: true },
	{ goAway: { close: "at-once" as const } },
	{ reset: "INTERNAL_ERROR" as const, processed: true },
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ do: fc.constant("put" as const), alert: fc.boolean() }) },
	{ weight: 1, arbitrary: fc.constant({ do: "end" as const }) },
	{ weight: 4, arbitrary: fc.constant({ do: "idle" as const }) },
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constant("pass" as const), milliseconds: fc.integer({ min: 1, max: 30_000 }) }),
	},
	{ weight: 1, arbitrary: fc.constant({ do: "crash" as const }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant("fault" as const), fault }) },
);

/** After each further break the client waits longer, in real time. */
function fewBreaks(steps: Step[]): Step[] {
	let left = 2;
	return steps.filter((one) => one.do !== "fault" || !("drop" in one.fault || "goAway" in one.fault) || left-- > 0);
}

const stateOf = ({ contentState }: { contentState: unknown }) =>
	contentState as { version: number; percentage: number };

onBoth(({ fresh }) => {
	test("the latest state is shown in the end, and no older one after a newer one", async () => {
		const database = await fresh();
		let client = connect(apple().gateway);
		const send: typeof client.send = (...push) => client.send(...push);
		const world = await createWorld({ database, apple: apple(), send });
		const { service, caller, gateway } = world;
		const phone = await world.addPhone({ startBudget: null, maxActivities: null });
		let runs = 0;
		const take = async (key: string, percentage: number, { ...what }: Step) => {
			switch (what.do) {
				case "put":
					return service.reconcileStream(caller, key, {
						content_state: progress(percentage),
						...(what.alert && { alert: { title: "Look" } }),
					});
				case "end":
					return service.endStream(caller, key, {});
				case "idle":
					return world.idle();
				case "pass":
					return world.after(what.milliseconds);
				case "crash":
					return world.crash(database, send);
				case "fault":
					return gateway.faults.add({ ...what.fault, times: 1 });
			}
		};
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 25 }).map(fewBreaks), async (steps) => {
				runs += 1;
				await client.close();
				client = connect(gateway);
				const key = `stream-${runs}`;
				let latest = 0;
				const isOurs = ({ attributes }: { attributes: unknown }) =>
					(attributes as { streamKey?: string }).streamKey === key;
				await take(key, latest, { do: "put", alert: false });
				let ended = false;
				for (const [index, one] of steps.entries()) {
					await take(key, index + 1, one);
					if (one.do === "put") latest = index + 1;
					if (one.do === "put" || one.do === "end") ended = one.do === "end";
				}
				gateway.faults.clear();
				for (const wait of [MINUTE, 5 * MINUTE, 15 * MINUTE]) await world.after(wait);
				// A process that was given up may have held something through those leaps of time.
				for (let count = 0; count < 4; count += 1) await world.after(LEASE_MS);
				const shown = phone.device.activities.filter((one) => isOurs(one) && one.isRunning);
				if (ended) expect(shown.length).toBeLessThanOrEqual(duplicates(phone.device.activities.filter(isOurs)));
				else expect(shown.map((one) => stateOf(one).percentage)).toContain(latest);
				for (const { id } of phone.device.activities.filter(isOurs)) {
					const versions = phone.device.applied
						.filter(({ activityId }) => activityId === id)
						.map(({ payload }) => (payload.aps as { "content-state": { version: number } })["content-state"].version);
					expect(versions).toEqual(versions.toSorted((a, b) => a - b));
				}
				await service.endStream(caller, key, {});
				await world.after(MINUTE);
				expect(world.errors).toEqual([]);
			}),
			{ numRuns: 20 },
		);
		await client.close();
	}, 120_000);
});

/** Starts of which nobody knew, and that had arrived: the app ends what it has twice. */
function duplicates(activities: readonly { attributes: unknown }[]): number {
	const ids = activities.map(({ attributes }) => (attributes as { activityId: string }).activityId);
	return ids.length - new Set(ids).size;
}
