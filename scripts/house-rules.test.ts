import { describe, expect, test } from "vitest";
import { findFaults } from "./house-rules.ts";

// Put together here, so that this file keeps the rules that it tests.
const word = (...parts: string[]) => parts.join("");

function faultsOf(path: string, text: string) {
	return findFaults([{ path, text }]);
}

describe("the rules of the house", () => {
	test("a plain file keeps them", () => {
		expect(faultsOf("packages/core/src/rules/merge.ts", 'import { z } from "zod";\nexport const a = 1;\n')).toEqual([]);
	});

	test("400 lines are enough for a source file, and free for a test", () => {
		const lines = (count: number) => "a;\n".repeat(count);
		expect(faultsOf("packages/core/src/a.ts", lines(400))).toEqual([]);
		expect(faultsOf("packages/core/src/a.ts", lines(401))).toEqual([expect.stringMatching(/^packages.*400 lines/)]);
		expect(faultsOf("packages/core/test/a.test.ts", lines(401))).toEqual([]);
		expect(faultsOf("packages/activitysmith/src/generated/a.ts", lines(401))).toEqual([]);
	});

	test.each(["utils.ts", "helper/a.ts", "Helpers.ts", "common/a.ts", "manager.ts"])("%s is no name", (name) => {
		expect(faultsOf(`packages/core/src/${name}`, "")).toEqual([expect.stringContaining("says nothing")]);
	});

	test.each(["commonjs.ts", "utility-pole.ts", "managers-guide.md"])("%s is a name", (name) => {
		expect(faultsOf(`packages/core/src/${name}`, "")).toEqual([]);
	});

	test.each([
		["later", `// ${word("TO", "DO")}: write this`],
		["later", `a(); // ${word("FIX", "ME")}`],
		["aside", word("test.on", "ly(", '"a", () => {});')],
		["aside", word("describe.sk", "ip(", '"a", () => {});')],
		["swallows", word("try { a(); } catch (error) ", "{}")],
		["registry", word("// see https://registry", ".npmjs.org/zod")],
	])("%s: %s", (says, line) => {
		const [fault, ...others] = faultsOf("packages/core/test/a.test.ts", `a();\n${line}\n`);
		expect(others).toEqual([]);
		expect(fault).toContain("packages/core/test/a.test.ts:2 ");
		expect(fault).toContain(says);
	});

	test("a catch over two lines swallows as well", () => {
		expect(faultsOf("scripts/a.ts", word("try {\n} catch ", "{\n}\n"))).toEqual([
			expect.stringContaining(":2 swallows"),
		]);
	});

	test.each([
		"Date.now()",
		"new Date()",
		"Math.random()",
		"setTimeout(a, 1)",
		"setInterval(a, 1)",
		"performance.now()",
	])("the core has no %s of its own", (call) => {
		expect(faultsOf("packages/core/src/a.ts", `b();\n${call};`)).toEqual([expect.stringContaining(":2 reads a clock")]);
		expect(faultsOf("packages/core/src/a.ts", `/* ${call} */ b(); // ${call}`)).toEqual([]);
		expect(faultsOf("packages/mock-server/src/a.ts", `${call};`)).toEqual([]);
	});

	test("the core may make a date of a number", () => {
		expect(faultsOf("packages/core/src/a.ts", "new Date(now).toISOString();")).toEqual([]);
	});

	test.each([
		["schema", "@activitysmith/core"],
		["schema", "node:fs"],
		["activitysmith", "zod"],
		["activitysmith", "node:buffer"],
		["activitysmith", "@activitysmith/schema"],
		["core", "activitysmith"],
		["core", "node:http"],
		["core", "kysely"],
		["mock-server", "@activitysmith/server"],
	])("no arrow leads from %s to %s", (name, target) => {
		const path = `packages/${name}/src/a.ts`;
		const fault = `${path}:2 imports "${target}", against the arrows of the house`;
		expect(faultsOf(path, `b();\nimport { a } from "${target}";`)).toEqual([fault]);
		expect(faultsOf(path, `b();\nconst a = await import("${target}");`)).toEqual([fault]);
		expect(faultsOf(path, `b();\nexport type { A } from "${target}";`)).toEqual([fault]);
	});

	test.each([
		["schema", "zod"],
		["activitysmith", "undici"],
		["activitysmith", "./errors.ts"],
		["core", "@activitysmith/schema"],
		["core", "hono/http-exception"],
		["mock-server", "@activitysmith/core"],
		["mock-server", "node:http"],
	])("an arrow leads from %s to %s", (name, target) => {
		expect(faultsOf(`packages/${name}/src/a.ts`, `import { a } from "${target}";`)).toEqual([]);
	});
});
