/** Section 2: what each type shows on a device. */
import { type Account, type Case, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { newestActivity, seen } from "./looks.ts";
import { change, progress, steps } from "./states.ts";

const { cases, needing } = casesOf(2);

/** PUTs and resolves to what the first device then shows. */
function shower({ put, phones, streamKey }: Account & { streamKey: string }) {
	return async (body: Json) => {
		await put(streamKey, body);
		return (await newestActivity(phones)).state;
	};
}

needing(seen, "shown.percentage-wins", "With percentage and value at once, percentage wins", async (context) => {
	const show = shower(context);
	const both = { title: "T", type: "progress", percentage: 10, value: 1, upper_limit: 2 };
	expect(await show({ content_state: both })).toMatchObject({ type: "progress", percentage: 10 });
});

needing(seen, "shown.progress-form-replaced", "Sending one form of progress replaces the other", async (context) => {
	const show = shower(context);
	await show(progress(10));
	expect(await show(change({ value: 1, upper_limit: 4 }))).toMatchObject({ percentage: 25, value: 1, upperLimit: 4 });
	expect(await show(change({ value: 2 }))).toMatchObject({ percentage: 50, value: 2, upperLimit: 4 });
	const back = await show(change({ percentage: 60 }));
	expect(back).toMatchObject({ percentage: 60 });
	expect(back).not.toHaveProperty("value");
	expect(back).not.toHaveProperty("upperLimit");
});

needing(seen, "shown.value-beyond-limit", "A value beyond the limit shows 100 %", async (context) => {
	const content_state = { title: "T", type: "progress", value: 7, upper_limit: 5 };
	expect(await shower(context)({ content_state })).toMatchObject({ percentage: 100, value: 7, upperLimit: 5 });
});

needing(
	seen,
	"shown.value-as-sent",
	"A value is shown as sent: the empty string, leading zeros, a currency",
	async (context) => {
		const show = shower(context);
		for (const [value, text] of [
			["", ""],
			[0, "0"],
			[-12.75, "-12.75"],
			["0007", "0007"],
			["$1,240", "$1,240"],
		] as const) {
			const state = await show({ content_state: { title: "T", type: "value", value } });
			expect(state).toMatchObject({ type: "value", text });
		}
	},
);

needing(
	seen,
	"shown.metrics",
	"Metrics show each value as text, with its number, unit and colour when it has them",
	async (context) => {
		const metrics = [
			{ label: "CPU", value: 12.5, unit: "%", color: "red" },
			{ label: "State", value: "idle" },
		];
		for (const type of ["metrics", "stats"]) {
			expect(await shower(context)({ content_state: { title: "T", type, metrics } })).toMatchObject({
				type,
				metrics: [
					{ label: "CPU", value: "12.5", number: 12.5, unit: "%", color: "red" },
					{ label: "State", value: "idle" },
				],
			});
		}
	},
);

needing(
	seen,
	"shown.legacy-as-steps",
	"counter, countdown and the timer with steps are shown as steps",
	async (context) => {
		for (const type of ["counter", "countdown", "timer"]) {
			const content_state = { title: "T", type, number_of_steps: 3, current_step: 2 };
			expect(await shower(context)({ content_state })).toMatchObject({
				type: "segmented_progress",
				numberOfSteps: 3,
				currentStep: 2,
			});
		}
	},
);

needing(seen, "shown.blue-without-color", "Without a colour it is shown in blue", async (context) => {
	const show = shower(context);
	expect(await show(progress(1))).toMatchObject({ color: "blue" });
	expect(await show(progress(1, { color: "red" }))).toMatchObject({ color: "red" });
	expect(await show(progress(1, { color: null }))).toMatchObject({ color: "blue" });
});

needing(
	seen,
	"shown.steps-grow-and-shrink",
	"number_of_steps may grow and shrink, by PUT, update and end",
	async (context) => {
		const { start, update, end, phones } = context;
		const show = shower(context);
		await show(steps(1, 3));
		expect(await show(change({ number_of_steps: 5 }))).toMatchObject({ numberOfSteps: 5, currentStep: 1 });
		expect(await show(change({ number_of_steps: 2 }))).toMatchObject({ numberOfSteps: 2, currentStep: 1 });

		const { activity_id } = await start(steps(1, 3));
		const state = async () => (await newestActivity(phones)).state;
		await update({ activity_id, ...change({ number_of_steps: 6, current_step: 4 }) });
		expect(await state()).toMatchObject({ numberOfSteps: 6, currentStep: 4 });
		await end({ activity_id, ...change({ number_of_steps: 4 }) });
		expect(await state()).toMatchObject({ numberOfSteps: 4, currentStep: 4 });
	},
);

needing(
	seen,
	"shown.step-colors",
	"step_color is the current step's colour, step_colors those of the completed ones",
	async (context) => {
		const state = await shower(context)(steps(2, 3, { step_color: "yellow", step_colors: ["green", "red"] }));
		expect(state).toMatchObject({ stepColor: "yellow", stepColors: ["green", "red"] });
	},
);

export const shownCases: readonly Case[] = cases;
