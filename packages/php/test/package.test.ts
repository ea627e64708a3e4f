/** The PHP package by its own tests and checks, and as Composer installs it. */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../../interop-tests/program.ts";
import { describeWithPhp, environment, folder, PHP } from "./php.ts";

const run = (command: string, args: string[], env = environment(), cwd = folder) =>
	runProgram(command, args, { cwd, env });

const version = /VERSION = '(.+)'/.exec(readFileSync(join(folder, "src/Version.php"), "utf8"))?.[1] ?? "";

describeWithPhp("the PHP package", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "php-package-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	/** Composer, with nothing of the machine's and without any repository but those that a project names. */
	const composer = (args: string[], cwd: string) =>
		run(
			"composer",
			["--no-interaction", "--no-ansi", ...args],
			environment({ COMPOSER_HOME: join(temporary, "home"), COMPOSER_ALLOW_SUPERUSER: "1" }),
			cwd,
		);

	test("has the version of the npm package, as Composer writes it", () => {
		const manifest = readFileSync(join(folder, "../activitysmith/package.json"), "utf8");
		expect(version).toBe(JSON.parse(manifest).version.replace(/-next\./, "-alpha."));
	});

	test("passes its own tests, all of them", { timeout: 120_000 }, async () => {
		const said = await run("phpunit", ["--configuration", "test/phpunit.xml"]);
		// Were one set aside, it would not say just this.
		const [, count = "0"] = /^OK \((\d+) tests, \d+ assertions\)$/m.exec(said) ?? [];
		expect(Number(count)).toBeGreaterThan(60);
	});

	describe("is checked", () => {
		test("by PHP itself, with warnings for errors", async () => {
			const files = globSync("{src,generated,test}/**/*.php", { cwd: folder });
			expect(files.length).toBeGreaterThan(60);
			const options = ["-d", "error_reporting=-1", "-d", "display_errors=1", "-l"];
			const said = await Promise.all(files.map((file) => run(PHP, [...options, file])));
			expect(said).toEqual(files.map((file) => `No syntax errors detected in ${file}\n`));
		});

		test.each([
			["PHP_CodeSniffer, for PSR-12", "phpcs", ["--standard=phpcs.xml.dist"]],
			["PHP Mess Detector", "phpmd", ["src", "text", "phpmd.xml.dist"]],
		])("by %s", async (_, command, args) => {
			await run(command, args);
		});

		test("by Composer", async () => {
			await composer(["validate", "--strict"], folder);
		});
	});

	test("is installed from its archive into an empty project, where the quickstart runs", async () => {
		const name = "activitysmith/activitysmith";
		await composer(["archive", "--format=tar", "--dir", temporary, "--file=package"], folder);
		const unpack = `(new PharData("package.tar"))->extractTo("package");`;
		await run(PHP, ["-r", unpack], environment(), temporary);
		const options = { symlink: false, versions: { [name]: version } };
		const path = { type: "path", url: join(temporary, "package"), options };
		const project = { repositories: [path, { "packagist.org": false }], require: { [name]: version } };
		writeFileSync(join(temporary, "composer.json"), JSON.stringify({ ...project, "minimum-stability": "alpha" }));
		await composer(["install", "--optimize-autoloader"], temporary);
		const installed = globSync(`vendor/${name}/*`, { cwd: temporary }).map((file) => basename(file));
		expect(installed.sort()).toEqual(["LICENSE", "README.md", "composer.json", "generated", "src"]);

		await using mock = createMock();
		const { baseURL } = await mock.listen();
		const quickstart = `require 'vendor/autoload.php';
$activitysmith = new ActivitySmith\\ActivitySmith();
var_dump($activitysmith->notifications->send(['title' => 'Backup finished'])->getSuccess());`;
		const settings = { ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_first" };
		expect(await run(PHP, ["-r", quickstart], environment(settings), temporary)).toBe("bool(true)\n");
		expect(mock.journal.entries().map(({ operation }) => operation)).toEqual(["sendPushNotification"]);
	});

	test("speaks TLS, through a proxy, where it has to", async () => {
		// The command stands where the hosted service would be.
		const mock = fileURLToPath(new URL("../../mock-server/src/cli.ts", import.meta.url));
		const program = `require '${folder}test/autoload.php';
$client = new ActivitySmith\\ActivitySmith('ask_first', 'https://activitysmith.com/api', maxRetries: 0);
foreach ([1, 2] as $count) {
	$answers = [$client->badgeCount($count), $client->notifications->send(title: 'Backup finished')];
	echo $answers[0]->getBadge(), ' ', substr($answers[1]->getRequestId(), 0, 4), PHP_EOL;
}`;
		const command = ["--conditions=@activitysmith/source", mock, "exec", "--", PHP, "-r", program];
		expect(await run(process.execPath, command, environment(), temporary)).toBe("1 req_\n2 req_\n");
	});
});
