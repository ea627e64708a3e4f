/** The Go module by its own tests and checks, and as it is published. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGo } from "../../../interop-tests/go.ts";
import { describeWithTools, environment, folder, go, tools, unformatted } from "./go.ts";

const MINUTE = 60_000;
const exec = promisify(execFile);
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const [, version = ""] = /^const Version = "(.+)"$/m.exec(read("version.go")) ?? [];

/** The race detector is linked by a C compiler. */
const COMPILER = "gcc";
const race = spawnSync(COMPILER, ["--version"]).status === 0 ? ["-race"] : [];

describeWithTools("the Go module", () => {
	let temporary = "";
	beforeAll(() => {
		temporary = mkdtempSync(join(tmpdir(), "go-package-"));
	});
	afterAll(() => rmSync(temporary, { recursive: true, force: true }));

	test("has the version of the npm package", () => {
		expect(version).toBe(JSON.parse(read("../activitysmith/package.json")).version);
	});

	test("has constants for the words of the document", () => {
		const words = (prefix: string) =>
			[...read("parts.go").matchAll(new RegExp(`^\t${prefix}\\w+ .*= "(.+)"$`, "gm"))].map(([, word]) => word);
		const { ContentStateStart, PushNotificationRequest } = JSON.parse(read("../../openapi/openapi.flat.json"))
			.components.schemas;
		const types: string[] = ContentStateStart.properties.type.enum;
		const current = types.filter((type) => !["counter", "countdown"].includes(type));
		expect(words("LiveActivityType").sort()).toEqual(current.sort());
		expect(words("PushInterruptionLevel")).toEqual(PushNotificationRequest.properties.interruption_level.enum);
	});

	test("passes its own tests, all of them", { timeout: 4 * MINUTE }, async () => {
		const said = await go(["test", ...race, "-count=1", "-timeout=200s", "-v", "./..."]);
		expect(said.match(/^--- PASS/gm)?.length).toBeGreaterThan(45);
		expect(said).not.toMatch(/^\s*--- SKIP/m);
	});

	describe("is checked", () => {
		test("by gofmt", async () => {
			expect(await unformatted(["."])).toEqual([]);
		});

		test("by vet and staticcheck, its tests' programs too", { timeout: 4 * MINUTE }, async () => {
			const staticcheck = await buildGo("staticcheck", tools, "honnef.co/go/tools/cmd/staticcheck");
			for (const module of ["", "test", "test/tools"]) {
				const cwd = join(folder, module);
				await go(["vet", "./..."], cwd);
				await exec(staticcheck, ["./..."], { cwd, env: environment() }).catch(({ stdout, stderr }) => {
					throw new Error(stdout + stderr);
				});
			}
		});
	});

	test("is brought by go get into an empty module, where the quickstart runs", { timeout: 2 * MINUTE }, async () => {
		// Go takes no tags from 2 on for a path without `/v2`.
		const [major = 0, minor = 0, rest = ""] = version.split(/\.(.*?)\.(.*)/);
		const tag = `v1.${100 * Number(major) + Number(minor)}.${rest}`;
		const proxy = join(temporary, "proxy");
		await exec(await buildGo("go-proxy", tools, "./proxy"), [folder, tag, proxy]);

		const app = mkdtempSync(join(temporary, "app-"));
		const offline = {
			GOPROXY: `file://${proxy}`,
			GONOSUMDB: "*",
			GOMODCACHE: join(temporary, "modules"),
			GOFLAGS: "-modcacherw",
			GOTOOLCHAIN: "local",
		};
		await using mock = createMock();
		const { baseURL } = await mock.listen();
		const settings = { ...offline, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_first" };
		await go(["mod", "init", "example.com/app"], app, environment(offline));
		await go(["get", "github.com/ActivitySmithHQ/activitysmith-go@latest"], app, environment(offline));
		const [, quickstart = ""] = /^```go\n(package main\n.*?)^```$/ms.exec(read("README.md")) ?? [];
		writeFileSync(join(app, "main.go"), quickstart);
		expect(await go(["run", "."], app, environment(settings))).toBe("");
		expect(mock.journal.entries().map(({ operation }) => operation)).toEqual(["sendPushNotification"]);

		// Nothing else came with it.
		expect((await go(["list", "-m", "all"], app, environment(offline))).trim().split("\n")).toEqual([
			"example.com/app",
			`github.com/ActivitySmithHQ/activitysmith-go ${tag}`,
		]);
		const list = ["list", "-f", "{{.Dir}}", "github.com/ActivitySmithHQ/activitysmith-go"];
		const place = (await go(list, app, environment(offline))).trim();
		const names = readdirSync(place, { recursive: true, encoding: "utf8" });
		expect(names).toContain(join("generated", "requests.go"));
		expect(names).toContain("LICENSE");
		expect(names.join("\n")).not.toMatch(/^test\b|node_modules|\.ts$|\.json$/m);
	});
});
