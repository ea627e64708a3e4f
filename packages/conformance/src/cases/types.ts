/** Section 2: what each type of Live Activity needs and takes. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { acceptsEach, badField, putRaw, refusesEach } from "./refusals.ts";
import { leastStates, openAction } from "./states.ts";

const { cases, anywhere } = casesOf(2);

const metrics = (count: number) => Array.from({ length: count }, (_, index) => ({ label: `m${index}`, value: index }));

anywhere("type.each.least", "Every type starts with the fields that it needs and a title", (context) =>
	acceptsEach(
		context,
		Object.entries(leastStates).map(([type, state]) => ({ type, ...state })),
	),
);

anywhere("type.required-on-start", "The first PUT and a start need a type", async (context) => {
	expect(await putRaw(context, { percentage: 1 })).toMatchObject(badField("content_state.type"));
	const body = { content_state: { title: "T", percentage: 1 } };
	const start = await context.request({ method: "POST", path: "/live-activity/start", body });
	expect(start).toMatchObject(badField("content_state.type"));
});

anywhere("type.unknown", "An unknown type is a 400", (context) =>
	refusesEach(context, "content_state.type", [
		{ type: "gauge", percentage: 1 },
		{ type: 1, percentage: 1 },
	]),
);

anywhere("type.title-required", "A title is required for every type, with every PUT", async (context) => {
	for (const [type, state] of Object.entries(leastStates)) {
		expect(await putRaw(context, { type, ...state, title: undefined })).toMatchObject(badField("content_state.title"));
	}
	await context.put(context.streamKey, { content_state: { title: "T", type: "progress", percentage: 1 } });
	expect(await putRaw(context, { percentage: 2, title: undefined })).toMatchObject(badField("content_state.title"));
	expect(await putRaw(context, { percentage: 2, title: null })).toMatchObject(badField("content_state.title"));
});

anywhere(
	"type.segmented-progress.needs-both",
	"Segmented progress needs number_of_steps and current_step",
	async (context) => {
		const type = "segmented_progress";
		await refusesEach(context, "content_state.current_step", [{ type, number_of_steps: 3 }]);
		await refusesEach(context, "content_state.number_of_steps", [{ type, current_step: 1 }]);
	},
);

anywhere(
	"type.segmented-progress.bounds",
	"number_of_steps is a whole number from 1, current_step one from 0 to number_of_steps",
	async (context) => {
		const type = "segmented_progress";
		await acceptsEach(context, [
			{ type, number_of_steps: 1, current_step: 0 },
			{ type, number_of_steps: 1, current_step: 1 },
		]);
		for (const number_of_steps of [0, -1, 1.5, "3"]) {
			await refusesEach(context, "content_state.number_of_steps", [{ type, number_of_steps, current_step: 0 }]);
		}
		for (const current_step of [-1, 0.5, 4, "1"]) {
			await refusesEach(context, "content_state.current_step", [{ type, number_of_steps: 3, current_step }]);
		}
	},
);

anywhere(
	"type.segmented-progress.step-colors-length",
	"step_colors has one colour for each completed step",
	async (context) => {
		const state = { type: "segmented_progress", number_of_steps: 3, current_step: 2 };
		await refusesEach(context, "content_state.step_colors", [
			{ ...state, step_colors: ["red"] },
			{ ...state, step_colors: ["red", "red", "red"] },
		]);
		await acceptsEach(context, [{ ...state, step_color: "lime", step_colors: ["red", "green"] }]);
	},
);

anywhere("type.progress.needs", "Progress needs percentage, or value together with upper_limit", async (context) => {
	await refusesEach(context, "content_state.percentage", [{ type: "progress" }]);
	await refusesEach(context, "content_state.upper_limit", [{ type: "progress", value: 1 }]);
	await refusesEach(context, "content_state.value", [{ type: "progress", upper_limit: 1 }]);
	await acceptsEach(context, [{ type: "progress", value: 1, upper_limit: 3 }]);
});

anywhere("type.progress.bounds", "percentage is from 0 to 100, upper_limit above 0", async (context) => {
	const type = "progress";
	await acceptsEach(context, [
		{ type, percentage: 0 },
		{ type, percentage: 100 },
		{ type, percentage: 99.5 },
		{ type, value: 12, upper_limit: 0.5 },
	]);
	for (const percentage of [-1, 101, "50"]) {
		await refusesEach(context, "content_state.percentage", [{ type, percentage }]);
	}
	for (const upper_limit of [0, -1]) {
		await refusesEach(context, "content_state.upper_limit", [{ type, value: 1, upper_limit }]);
	}
});

anywhere("type.metrics.count", "Metrics and stats have 1 to 8 metrics", async (context) => {
	for (const type of ["metrics", "stats"]) {
		await acceptsEach(context, [
			{ type, metrics: metrics(1) },
			{ type, metrics: metrics(8) },
		]);
		await refusesEach(context, "content_state.metrics", [
			{ type },
			{ type, metrics: [] },
			{ type, metrics: metrics(9) },
		]);
	}
});

anywhere(
	"type.metrics.values",
	"A metric's value is a number from 0 or a string; a label is required",
	async (context) => {
		for (const type of ["metrics", "stats"]) {
			const one = (metric: object) => ({ type, metrics: [metric] });
			await acceptsEach(context, [
				one({ label: "CPU", value: 0 }),
				one({ label: "CPU", value: 12.5, unit: "%", color: "red" }),
				one({ label: "CPU", value: "idle" }),
			]);
			for (const value of [-1, true, null]) {
				await refusesEach(context, "content_state.metrics[0].value", [one({ label: "CPU", value })]);
			}
			await refusesEach(context, "content_state.metrics[0].label", [one({ value: 1 })]);
		}
	},
);

anywhere("type.stats.string-length", "A string among stats has 1 to 64 characters", async (context) => {
	const one = (value: string) => ({ type: "stats", metrics: [{ label: "Orders", value }] });
	await acceptsEach(context, [one("x"), one("x".repeat(64))]);
	await refusesEach(context, "content_state.metrics[0].value", [one(""), one("x".repeat(65))]);
});

anywhere("type.alert.message", "An alert needs a message of at least one character", async (context) => {
	await refusesEach(context, "content_state.message", [{ type: "alert" }, { type: "alert", message: "" }]);
	await acceptsEach(context, [{ type: "alert", message: "!" }]);
});

anywhere("type.value.any", "A value is any number or string, the empty one too", async (context) => {
	const type = "value";
	await acceptsEach(
		context,
		["", 0, -12.75, "0007", "$1,240"].map((value) => ({ type, value })),
	);
	await refusesEach(context, "content_state.value", [{ type }, { type, value: true }, { type, value: [1] }]);
});

anywhere(
	"type.timer.needs-duration",
	"A countdown needs a duration above 0; one that counts up needs none",
	async (context) => {
		const type = "timer";
		await refusesEach(context, "content_state.duration_seconds", [
			{ type },
			{ type, counts_down: true },
			{ type, duration_seconds: 0 },
			{ type, duration_seconds: -1 },
		]);
		await acceptsEach(context, [
			{ type, counts_down: false },
			{ type, duration_seconds: 0.5 },
			{ type, counts_down: false, duration_seconds: 60 },
		]);
	},
);

anywhere(
	"type.legacy.accepted",
	"counter, countdown, and a timer with steps and no duration are taken as steps",
	async (context) => {
		const steps = { number_of_steps: 3, current_step: 1 };
		await acceptsEach(
			context,
			["counter", "countdown", "timer"].map((type) => ({ type, ...steps })),
		);
		for (const type of ["counter", "countdown", "timer"]) {
			await refusesEach(context, "content_state.current_step", [{ type, number_of_steps: 3 }]);
		}
	},
);

anywhere("type.shared-fields", "Every type takes subtitle, color and icon", (context) =>
	acceptsEach(
		context,
		Object.entries(leastStates).map(([type, state]) => ({
			type,
			...state,
			subtitle: "upload archive",
			color: "purple",
			icon: { symbol: "bolt.fill", color: "yellow" },
		})),
	),
);

anywhere(
	"type.badge",
	"A badge belongs to alert, progress and segmented_progress, and to value as published snippets have it; elsewhere it is a 400",
	async (context) => {
		const badge = { title: "prod", color: "red" };
		for (const type of ["alert", "progress", "segmented_progress", "value"]) {
			await acceptsEach(context, [{ type, ...leastStates[type], badge }]);
		}
		for (const type of ["metrics", "stats", "timer"]) {
			await refusesEach(context, "content_state.badge", [{ type, ...leastStates[type], badge }]);
		}
	},
);

anywhere(
	"type.secondary-action",
	"A second button belongs to alert, progress and segmented_progress; elsewhere it is a 400",
	async (context) => {
		const { put, del, unique } = context;
		for (const type of ["alert", "progress", "segmented_progress"]) {
			const content_state = { title: "T", type, ...leastStates[type] };
			const key = unique(type);
			expect(await put(key, { content_state, action: openAction, secondary_action: openAction })).toMatchObject({
				operation: "started",
			});
			await del(key);
		}
		for (const type of ["metrics", "stats", "value", "timer"]) {
			const answer = await putRaw(context, { type, ...leastStates[type] }, { secondary_action: openAction });
			expect(answer).toMatchObject(badField("secondary_action"));
		}
	},
);

anywhere("type.unknown-field", "An unknown field is a 400 that names it, at every depth", async (context) => {
	await refusesEach(context, "content_state.percent", [{ type: "progress", percentage: 1, percent: 2 }]);
	await refusesEach(context, "content_state.icon.name", [
		{ type: "progress", percentage: 1, icon: { symbol: "bolt", name: "bolt" } },
	]);
	await refusesEach(context, "content_state.metrics[0].max", [
		{ type: "metrics", metrics: [{ label: "CPU", value: 1, max: 2 }] },
	]);
	expect(await putRaw(context, { type: "progress", percentage: 1 }, { priority: 1 })).toMatchObject(
		badField("priority"),
	);
});

anywhere("type.foreign-field", "A field of another type is a 400 that names it", async (context) => {
	await refusesEach(context, "content_state.message", [{ type: "progress", percentage: 1, message: "m" }]);
	await refusesEach(context, "content_state.percentage", [{ type: "alert", message: "m", percentage: 1 }]);
	await refusesEach(context, "content_state.number_of_steps", [{ type: "value", value: 1, number_of_steps: 3 }]);
	await refusesEach(context, "content_state.duration_seconds", [{ type: "value", value: 1, duration_seconds: 3 }]);
});

anywhere("type.colors", "There are ten colours, and no others", async (context) => {
	const state = { type: "progress", percentage: 1 };
	const colors = ["lime", "green", "cyan", "blue", "purple", "magenta", "red", "orange", "yellow", "gray"];
	await acceptsEach(
		context,
		colors.map((color) => ({ ...state, color })),
	);
	await refusesEach(context, "content_state.color", [
		{ ...state, color: "pink" },
		{ ...state, color: "Red" },
		{ ...state, color: "#ff0000" },
	]);
});

anywhere(
	"type.dismissal-inside-state",
	"Dismissal belongs inside content_state; beside it, it is a 400",
	async (context) => {
		const state = { type: "progress", percentage: 1 };
		for (const field of ["auto_dismiss_minutes", "auto_dismiss_seconds"]) {
			expect(await putRaw(context, state, { [field]: 1 })).toMatchObject(badField(field));
		}
		for (const auto_dismiss_minutes of [-1, 1.5, "1"]) {
			await refusesEach(context, "content_state.auto_dismiss_minutes", [{ ...state, auto_dismiss_minutes }]);
		}
	},
);

export const typeCases: readonly Case[] = cases;
