/** action.yml says what there is, and each of it has a case. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleAction } from "../build/bundle.ts";
import { actions } from "../src/inputs.ts";
import { folder, metadata } from "./action-step.ts";
import { cases } from "./cases.ts";

const { inputs, outputs, runs } = metadata;

test.each(Object.keys(inputs))("the input %s has a case", (name) => {
	// These come from what a case prepares.
	const prepared = ["payload-file-path", "live-activity-id", "job-id"];
	const used = cases.some(
		({ with: given, before }) => name in given || (prepared.includes(name) && before?.toString().includes(name)),
	);
	expect(used).toBe(true);
});

test.each(Object.keys(outputs))("the output %s has a case", (name) => {
	expect(cases.filter((one) => name in one.outputs).length).toBeGreaterThan(0);
});

test.each([...actions])("the action %s has a case, and is described", (action) => {
	expect(cases.some((one) => one.with.action === action)).toBe(true);
	expect(inputs.action?.description).toContain(action);
});

test("the two that are required are, and nothing else", () => {
	expect(Object.keys(inputs).filter((name) => inputs[name]?.required)).toEqual(["action", "api-key"]);
});

test("runs on a Node that GitHub has, from files that are there", () => {
	expect(runs.using).toBe("node24");
	for (const path of [runs.main, runs.post]) expect(existsSync(join(folder, path)), path).toBe(true);
});

test("what GitHub runs is what the sources make: `npm run generate` writes it", async () => {
	for (const [name, text] of await bundleAction()) {
		expect(readFileSync(join(folder, "dist", name), "utf8") === text, name).toBe(true);
	}
});
