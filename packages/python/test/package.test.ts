/** The Python package by its own tests and checks, and as it is published. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../../interop-tests/program.ts";
import { describeWithPython, environment, folder, python } from "./python.ts";

const MINUTE = 60_000;
const pyright = fileURLToPath(new URL("../node_modules/pyright/index.js", import.meta.url));

const run = (command: string, args: string[], env = environment(), cwd = folder) =>
	runProgram(command, args, { cwd, env });

describeWithPython("the Python package", () => {
	let interpreter = "";
	let temporary = "";
	beforeAll(async () => {
		interpreter = await python();
		temporary = mkdtempSync(join(tmpdir(), "python-package-"));
	}, 5 * MINUTE);
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test("has the version of the npm package, as Python writes it", () => {
		const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
		const { version } = JSON.parse(read("../../activitysmith/package.json"));
		const [, own] = /^__version__ = "(.+)"$/m.exec(read("../src/activitysmith/_version.py")) ?? [];
		expect(own).toBe(version.replace(/-next\.(\d+)$/, ".dev$1"));
	});

	test("passes its own tests, all of them", { timeout: 2 * MINUTE }, async () => {
		const said = await run(interpreter, [
			"-m",
			"unittest",
			"discover",
			"--start-directory",
			"test/unit",
			"--top-level-directory",
			"test",
		]);
		const [, count = "0"] = /^Ran (\d+) tests/m.exec(said) ?? [];
		expect(Number(count)).toBeGreaterThan(40);
		// Were one set aside, it would say so behind it.
		expect(said).toMatch(/^OK$/m);
	});

	describe("is checked", () => {
		test.each([
			["format", ["-m", "ruff", "format", "--check", "--no-cache", "."]],
			["lint", ["-m", "ruff", "check", "--no-cache", "."]],
			["mypy", ["-m", "mypy", "--cache-dir", "/dev/null"]],
		])("by %s", { timeout: 2 * MINUTE }, async (_, args) => {
			await run(interpreter, args);
		});

		test("by pyright", { timeout: 2 * MINUTE }, async () => {
			expect(await run(process.execPath, [pyright, "--pythonpath", interpreter])).toMatch(/^0 errors, 0 warnings/m);
		});
	});

	test("is installed from its wheel into an empty environment, where the quickstart runs", {
		timeout: 2 * MINUTE,
	}, async () => {
		const pip = ["-m", "pip", "--no-input", "--disable-pip-version-check"];
		const wheels = join(temporary, "wheels");
		await run(interpreter, [...pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", wheels, folder]);
		const [wheel = ""] = readdirSync(wheels);
		expect(wheel).toMatch(/^activitysmith-2\.\S+-py3-none-any\.whl$/);
		const list = await run(interpreter, ["-m", "zipfile", "--list", join(wheels, wheel)]);
		for (const file of ["activitysmith/py.typed", "activitysmith/generated/types.py", "licenses/LICENSE"]) {
			expect(list).toContain(file);
		}
		expect(list).not.toMatch(/test\/|\.ts\b|__pycache__/);

		const empty = join(temporary, "empty");
		await run(interpreter, ["-m", "venv", "--without-pip", empty]);
		const own = join(empty, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
		const install = ["--python", own, "install", "--quiet", "--only-binary", ":all:", join(wheels, wheel)];
		await run(interpreter, [...pip, ...install]);
		await using mock = createMock();
		const { baseURL } = await mock.listen();
		const quickstart = `from activitysmith import ActivitySmith
activitysmith = ActivitySmith()
print(activitysmith.notifications.send({"title": "Backup finished"}).success)`;
		const settings = { ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_first", PYTHONPATH: "" };
		expect(await run(own, ["-c", quickstart], environment(settings), temporary)).toBe("True\n");
		expect(mock.journal.entries().map(({ operation }) => operation)).toEqual(["sendPushNotification"]);
	});
});
