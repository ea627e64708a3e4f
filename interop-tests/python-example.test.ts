/** The example for Python, as its README says to run it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithPython, PYTHON } from "./python.ts";

const example = fileURLToPath(new URL("../examples/testing-python", import.meta.url));
const mock = fileURLToPath(new URL("../packages/mock-server/src/cli.ts", import.meta.url));

describeWithPython("examples/testing-python", () => {
	/** What `npm install --global` would have put on the path. */
	let bin = "";
	beforeAll(() => {
		bin = mkdtempSync(join(tmpdir(), "python-example-"));
		const script = `#!/bin/sh\nexec "${process.execPath}" --conditions=@activitysmith/source "${mock}" "$@"\n`;
		writeFileSync(join(bin, "activitysmith-mock"), script, { mode: 0o755 });
	});
	afterAll(() => rmSync(bin, { recursive: true }));

	test("its tests pass, all of them", { timeout: 60_000 }, async () => {
		const env = { ...process.env, PATH: bin + delimiter + process.env.PATH, PYTHONDONTWRITEBYTECODE: "1" };
		const { stderr } = await promisify(execFile)(PYTHON, ["-m", "unittest", "--verbose"], { cwd: example, env });
		const written = readFileSync(join(example, "test_deploy.py"), "utf8").match(/^ {4}def test_/gm) ?? [];
		expect(written).not.toHaveLength(0);
		expect(stderr.match(/ \.\.\. ok$/gm)).toHaveLength(written.length);
		expect(stderr).toMatch(/^OK$/m);
	});
});
