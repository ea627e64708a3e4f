/** Progress, markers, figures and durations, as they are read from text. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metricValue } from "../src/commands/metric.ts";
import { formatDuration, parseDuration } from "../src/input/duration.ts";
import { readFigures } from "../src/progress/figures.ts";
import { readMarker } from "../src/progress/marker.ts";
import { readProgress } from "../src/progress/progress.ts";
import { progressFields } from "../src/progress/state.ts";
import { defaultTitle } from "../src/run/name.ts";

const lines = (name: string) =>
	readFileSync(new URL(`recordings/${name}.txt`, import.meta.url), "utf8").split(/\r\n|[\r\n]/);
const at = (step: number, of: number, label?: string) => ({ step, of, ...(label && { label }) });
const per = (percentage: number, label?: string) => ({ percentage, ...(label && { label }) });

describe("recordings", () => {
	test.each([
		["npm", []],
		[
			"docker-build",
			[
				at(1, 5, "FROM docker.io/library/node:24-slim@sha256:3a09"),
				at(2, 5, "WORKDIR /app"),
				at(3, 5, "COPY package.json package-lock.json ./"),
				at(4, 5, "RUN npm ci --omit=dev"),
				at(5, 5, "COPY"),
			],
		],
		["docker-pull", [per(5), per(50), per(100)]],
		["rsync", [per(8), per(45), per(100)]],
		["pytest", [per(16), per(41), per(46), per(100)]],
		["cargo", [at(29, 120), at(66, 120), at(113, 120)]],
		["git-clone", [per(50), per(100), per(37), per(100), per(100)]],
		["curl", [per(0), per(41), per(100)]],
	] as const)("%s", (name, expected) => {
		const found = lines(name)
			.map(readProgress)
			.filter((progress) => progress !== undefined);
		expect(found.map(({ label: _, ...progress }) => progress)).toEqual(
			expected.map(({ label: _, ...progress }: { label?: string }) => progress),
		);
		for (const [index, progress] of expected.entries())
			if ("label" in progress) expect(found[index]?.label).toContain(progress.label);
	});
});

describe("one line", () => {
	test.each([
		["[3/12] Building CXX object main.o", at(3, 12, "Building CXX object main.o")],
		["  [  7/345] ok", at(7, 345, "ok")],
		["Step 3/9 : RUN make", at(3, 9, "RUN make")],
		["[3/12] [chromium] › shop.spec.ts", at(3, 12, "[chromium] › shop.spec.ts")],
		["Waiting for rollout to finish: 2 of 3 updated replicas are available", at(2, 3)],
		["Epoch 4/10", at(4, 10)],
		["processed 3/12", at(3, 12)],
		[" 45%|████▌     | 45/100 [00:01<00:01, 43.21it/s]", per(45)],
		["[ 33%] Linking CXX executable app", per(33)],
		["\u001b[32mProgress: 66,5 %\u001b[0m", per(66.5)],
		["<=====--------> 45% EXECUTING [10s]", per(45)],
		["uploading... 99.9% done", per(99.9, "uploading")],
		["[####------]", per(40)],
		["12.5/50.0 MB", per(25)],
		["1.5GiB / 3 GiB", per(50)],
		["100%", per(100)],
	] as const)("%s", (line, expected) => {
		expect(readProgress(line)).toMatchObject(expected);
	});

	test.each([
		"",
		"2026/03/12 12:00:01 started",
		"see https://example.com/3/12",
		"src/3/12.ts",
		"3 packets transmitted, 3 received, 0% packet loss",
		"Coverage: 85%",
		"cpu at 45%",
		"Memory usage 12%",
		"it was 12% faster",
		"[====================]",
		"-------------",
		"103%",
		"7/3",
		"0/0",
		"v1.2/3",
		"50%off",
		`${"x".repeat(5000)} 50%`,
	])("nothing in %j", (line) => {
		expect(readProgress(line)).toBeUndefined();
	});

	test("whatever is printed, progress is between nothing and all, and is found in no time", () => {
		const pieces = fc.constantFrom(
			"[",
			"]",
			"3/12",
			"45%",
			" ",
			"#",
			"=",
			">",
			"-",
			".",
			"step",
			" of ",
			"9",
			"\u001b[1m",
			"MB",
			"|",
			"█",
			"to-chk=",
		);
		const text = fc.oneof(
			fc.string({ unit: "binary" }),
			fc.array(pieces, { maxLength: 60 }).map((words) => words.join("")),
		);
		fc.assert(
			fc.property(text, (line) => {
				const found = readProgress(line);
				if (found && "step" in found) return found.of > 1 && found.step >= 0 && found.step <= found.of;
				return found === undefined || (found.percentage >= 0 && found.percentage <= 100);
			}),
			{ numRuns: 2000 },
		);
	});

	test("a percentage in brackets is read in any surroundings without figures", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 100 }), fc.stringMatching(/^[a-c ]{0,20}$/), (percentage, before) => {
				expect(readProgress(`${before} [${percentage}%]`)).toMatchObject({ percentage });
			}),
		);
	});

	test.each(["#", "[ ", "1/", " 1%", "[1", "a.", "1 of "])("long lines of %j are read in one go", (piece) => {
		// One that takes more than linear time does not end.
		expect(() => readProgress(piece.repeat(Math.floor(2000 / piece.length)))).not.toThrow();
	});
});

describe("states", () => {
	test("few steps are segments, many are a percentage", () => {
		expect(progressFields(at(2, 5, "build"), {})).toEqual({
			type: "segmented_progress",
			number_of_steps: 5,
			current_step: 2,
			subtitle: "build",
		});
		expect(progressFields(at(40, 120), {})).toEqual({ type: "progress", percentage: 33.3, subtitle: "40 of 120" });
	});

	test("a percentage among segments is that of a step", () => {
		expect(progressFields(per(40, "pull"), { type: "segmented_progress" })).toEqual({ subtitle: "pull · 40%" });
		expect(progressFields(per(40), { type: "timer" })).toEqual({ type: "progress", percentage: 40 });
	});
});

describe("markers", () => {
	test.each([
		[
			'::activitysmith step=2/5 subtitle="upload archive"::',
			{ current_step: 2, number_of_steps: 5, subtitle: "upload archive" },
		],
		["12:00 ::activitysmith progress=45%:: tail", { percentage: 45 }],
		[
			"::activitysmith currentStep=3 number-of-steps=4 step_color=red::",
			{ current_step: 3, number_of_steps: 4, step_color: "red" },
		],
		['::activitysmith title="a \\"b\\" :: c"::', { title: 'a "b" :: c' }],
		["::activitysmith type=value value=0007::", { type: "value", value: 7 }],
		["::activitysmith percentage=900 color=pink nothing=1::", {}],
		["::activitysmith ::", {}],
	])("%s", (line, expected) => {
		expect(readMarker(line)).toEqual(expected);
	});

	test.each([
		"::activitysmith step=2/5",
		"activitysmith step=2/5::",
		"::activitysmith step::",
		'::activitysmith subtitle="x::',
	])("none in %s", (line) => {
		expect(readMarker(line)).toBeUndefined();
	});

	test("any text comes through in quotes", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n]/.test(text)),
				(text) => {
					const quoted = text.replace(/["\\]/g, "\\$&");
					expect(readMarker(`::activitysmith subtitle="${quoted}" step=1/2::`)).toEqual({
						subtitle: text,
						current_step: 1,
						number_of_steps: 2,
					});
				},
			),
		);
	});

	test("whatever is printed, there is an answer", () => {
		fc.assert(fc.property(fc.string(), (text) => void readMarker(`::activitysmith ${text}`)));
	});
});

describe("figures", () => {
	test.each([
		["42", [{ value: 42 }]],
		["-3.5 ms", [{ value: -3.5, unit: "ms" }]],
		[
			"CPU: 9%\nMEM 45 %\n",
			[
				{ label: "CPU", value: 9, unit: "%" },
				{ label: "MEM", value: 45, unit: "%" },
			],
		],
		["state: running fine", [{ label: "state", value: "running fine" }]],
		['"0007"', [{ value: "0007" }]],
		['{"label":"CPU","value":"9%"}', [{ label: "CPU", value: 9, unit: "%" }]],
		[
			'{"a":1,"b":{"value":2,"unit":"s"},"c":null}',
			[
				{ label: "a", value: 1 },
				{ label: "b", value: 2, unit: "s" },
			],
		],
		['[1,"x",{}]', [{ value: 1 }, { value: "x" }]],
		["hello\n\n", []],
		["", []],
	])("%j", (output, expected) => {
		expect(readFigures(output)).toEqual(expected);
	});

	test("a label, a number and a unit come back from any line that has them", () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[A-Za-z][a-z ]{0,10}[a-z]$/),
				fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }),
				fc.constantFrom("", "%", "ms", "GB"),
				(label, value, unit) => {
					fc.pre(!`${value}`.includes("e"));
					expect(readFigures(`${label}: ${value}${unit}`)).toEqual([{ label, value, ...(unit && { unit }) }]);
				},
			),
		);
	});

	test("whatever is printed, figures are finite numbers or text", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (output) =>
				readFigures(output).every(({ value }) => typeof value === "string" || Number.isFinite(value)),
			),
		);
	});
});

describe("durations", () => {
	test.each([
		["500ms", 500],
		["30s", 30_000],
		["1h30m", 5_400_000],
		["0.5s", 500],
		["0s", 0],
	])("%s", (text, expected) => {
		expect(parseDuration(text)).toBe(expected);
	});

	test.each(["", "30", "s", "-1s", "1y", "1 s", "25d", "1s2"])("%j is none", (text) => {
		expect(parseDuration(text)).toBeUndefined();
	});

	test.each([
		[400, "0s"],
		[59_400, "59s"],
		[125_000, "2m 5s"],
		[7_380_000, "2h 3m"],
	])("%d ms is %s", (milliseconds, expected) => {
		expect(formatDuration(milliseconds)).toBe(expected);
	});
});

test.each([
	[["npm", "run", "build"], "npm run build"],
	[["C:\\Program Files\\nodejs\\npm.cmd", "test"], "npm test"],
	[["./scripts/backup.sh", "--password", "hunter2"], "backup.sh"],
	[["mysql", "-psecret"], "mysql"],
	[["curl", "https://me:secret@example.com"], "curl"],
	[["deploy", "ask_4f3a9b", "production"], "deploy"],
])("%j is called %s", (command, title) => {
	expect(defaultTitle(command)).toBe(title);
});

test("the value of a metric is what JSON says when it is a number or text, else the text", () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) =>
			Object.is(metricValue(JSON.stringify(number)), JSON.parse(JSON.stringify(number))),
		),
	);
	fc.assert(fc.property(fc.string(), (text) => metricValue(JSON.stringify(text)) === text));
	fc.assert(fc.property(fc.string(), (text) => ["string", "number"].includes(typeof metricValue(text))));
});
