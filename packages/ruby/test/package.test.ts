/** The Ruby package by its own tests and checks, and as it is published. */
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "../../../interop-tests/toolchain.ts";
import { describeWithRuby, environment, folder, RUBY, run, runRuby } from "./ruby.ts";

const MINUTE = 60_000;

/** Runs the files' tests in one process; each of them counts. */
async function passes(pattern: string): Promise<number> {
	const files = globSync(pattern, { cwd: folder }).map((file) => `require "./${file}"`);
	expect(files).not.toEqual([]);
	const said = await runRuby(["-e", files.join(";")]);
	expect(said).not.toMatch(/warn/);
	const [, count = "0"] = /^(\d+) runs, \d+ assertions, 0 failures, 0 errors, 0 skips$/m.exec(said) ?? [];
	return Number(count);
}

describeWithRuby("the Ruby package", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "ruby-package-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test("has the version of the npm package, as RubyGems has it", async () => {
		const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
		const { version } = JSON.parse(read("../../activitysmith/package.json"));
		const [, own = ""] = /VERSION = "(.+)"/.exec(read("../lib/activitysmith/version.rb")) ?? [];
		expect(own).toBe(version.replace("-", "."));
		const before = await runRuby(["-e", "p Gem::Version.new(ARGV[0]) <=> Gem::Version.new(ARGV[1])", own, "2.0.0"]);
		expect(before).toBe(version.includes("-") ? "-1\n" : "0\n");
	});

	test("passes its own tests, all of them", { timeout: 2 * MINUTE }, async () => {
		expect(await passes("test/unit/test_*.rb")).toBeGreaterThan(70);
	});

	describe("has signatures", () => {
		test("that are valid RBS", { timeout: 2 * MINUTE }, async () => {
			const libraries = ["date", "openssl", "socket"].flatMap((library) => ["-r", library]);
			const rbs = ["-e", 'load Gem.bin_path("rbs", "rbs")', "--", "-I", "sig", ...libraries];
			const said = await runRuby([...rbs, "validate", "--silent"]);
			expect(said).toBe("");
			expect(await runRuby([...rbs, "method", "ActivitySmith::Notifications", "send"])).toContain("title: ");
		});

		test("of every public method, which refuse what is wrong", { timeout: 2 * MINUTE }, async () => {
			expect(await passes("test/types/signatures_test.rb")).toBeGreaterThan(3);
		});

		test("that hold for the calls of a program and for their answers", { timeout: 2 * MINUTE }, async () => {
			expect(await passes("test/types/accepted_test.rb")).toBeGreaterThan(5);
		});
	});

	test("is installed from its gem into an empty place, where the quickstart runs", {
		timeout: 2 * MINUTE,
	}, async () => {
		const gem = join(temporary, "activitysmith.gem");
		expect(await run("gem", ["build", "activitysmith.gemspec", "--strict", "--output", gem])).not.toContain("WARNING");
		const ask = "package = Gem::Package.new(ARGV[0]); puts package.contents, package.spec.dependencies.inspect";
		const contents = await runRuby(["-rrubygems/package", "-e", ask, gem]);
		for (const file of [
			"LICENSE",
			"README.md",
			"lib/activitysmith.rb",
			"sig/generated/requests.rbs",
			"sig/manifest.yaml",
		]) {
			expect(contents).toContain(file);
		}
		expect(contents).not.toMatch(/test|\.ts\b|rubocop|json/);
		expect(contents).toMatch(/^\[\]$/m);

		const home = join(temporary, "gems");
		const install = ["install", "--local", "--no-document", "--install-dir", home, gem];
		await run("gem", install);
		expect(readdirSync(join(home, "gems"))).toHaveLength(1);
		await using mock = createMock();
		const { baseURL } = await mock.listen();
		const quickstart = `require "activitysmith"
activitysmith = ActivitySmith::Client.new
puts activitysmith.notifications.send(title: "Backup finished").success, $LOADED_FEATURES.grep(/activitysmith/)`;
		const settings = {
			ACTIVITYSMITH_BASE_URL: baseURL,
			ACTIVITYSMITH_API_KEY: "ask_first",
			GEM_HOME: home,
			GEM_PATH: home,
		};
		const said = await run(RUBY, ["-w", "-e", quickstart], environment(settings), temporary);
		expect(said).toMatch(/^true\n/);
		expect(
			said
				.split("\n")
				.slice(1, -1)
				.filter((file) => !file.startsWith(home)),
		).toEqual([]);
		expect(mock.journal.entries().map(({ operation }) => operation)).toEqual(["sendPushNotification"]);
	});
});

const RUBOCOP = "rubocop";
const missing = spawnSync(RUBOCOP, ["--version"]).error && "there is no rubocop";

describeWith(missing, "On Debian: apt-get install rubocop")("the Ruby package's style", () => {
	test("is RuboCop's", { timeout: 2 * MINUTE }, async () => {
		expect(await run(RUBOCOP, ["--cache", "false"])).toContain("no offenses detected");
	});
});
