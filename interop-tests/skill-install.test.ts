/** The skill as a package: its form, its scripts under shellcheck, and what a usual installer makes of it. */
import {
	accessSync,
	constants,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { describeWithCommand, describeWithCurl, type Ran, run, skillAgainstMock, skillFolder } from "./skill.ts";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const text = readFileSync(join(skillFolder, "SKILL.md"), "utf8");
const scripts = readdirSync(join(skillFolder, "scripts"));
const named = (name: string) => new RegExp(`\\b${name.replace(".", "\\.")}\\b`);

describe("SKILL.md", () => {
	// https://agentskills.io/specification
	test("begins with what the specification of Agent Skills asks for", () => {
		const [, frontmatter = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
		const { name, description, license, compatibility, ...others } = parse(frontmatter);
		expect(others).toEqual({});
		expect(name).toBe(basename(skillFolder));
		expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
		expect(description.length).toBeGreaterThan(100);
		expect(description.length).toBeLessThanOrEqual(1024);
		expect(compatibility.length).toBeLessThanOrEqual(500);
		expect(license).toBe("MIT");
		// All of it is read whenever the skill is used.
		expect(body.split("\n").length).toBeLessThan(100);
	});

	test("names every script that is to be run, and those can be", () => {
		const commands = scripts.filter((name) =>
			readFileSync(join(skillFolder, "scripts", name), "utf8").startsWith("#!"),
		);
		expect(commands).toHaveLength(5);
		for (const name of commands) {
			expect(text).toMatch(named(name));
			accessSync(join(skillFolder, "scripts", name), constants.X_OK);
		}
	});
});

describeWithCurl("SKILL.md's commands", () => {
	const { account, address } = skillAgainstMock();
	const blocks = Array.from(text.matchAll(/^```sh\n(.*?)^```/gms), ([, code = ""]) => code);

	test("do what they say, in the folder of the skill", async () => {
		expect(blocks).toHaveLength(4);
		for (const code of blocks) {
			const ran = await run("sh", ["-euc", code], { env: address(), cwd: skillFolder });
			expect(ran).toMatchObject({ code: 0, stderr: "" });
		}
		const phone = account().devices[0];
		expect(phone?.notifications().map(({ aps }) => aps.alert.title)).toEqual(
			expect.arrayContaining(["Tests pass", "Deploy failed"]),
		);
		expect(phone?.lockScreen().activities).toMatchObject(
			expect.arrayContaining([
				expect.objectContaining({ status: "ended", state: expect.objectContaining({ subtitle: "Published" }) }),
				expect.objectContaining({ status: "ended", state: expect.objectContaining({ percentage: 100 }) }),
			]),
		);
	});
});

const describeWithShellcheck = describeWithCommand(
	"shellcheck",
	"On Debian: apt-get install shellcheck; with Homebrew: brew install shellcheck",
);

describeWithShellcheck("The skill's scripts", () => {
	test("have nothing that shellcheck minds", async () => {
		const paths = scripts.map((name) => join(skillFolder, "scripts", name));
		expect(await run("shellcheck", ["--external-sources", "--source-path=SCRIPTDIR", ...paths])).toEqual({
			code: 0,
			stdout: "",
			stderr: "",
		});
	});
});

describe("installed from a copy of this repository", () => {
	const folder = mkdtempSync(join(tmpdir(), "skills-"));
	afterAll(() => rmSync(folder, { recursive: true }));
	const repository = join(folder, "repository");
	const project = join(folder, "project");

	/** Vercel's `skills`, which `npx skills` runs. */
	function skills(...args: string[]): Promise<Ran> {
		const manifest = require.resolve("skills/package.json");
		const program = join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.skills);
		const env = { HOME: folder, DISABLE_TELEMETRY: "1", NO_COLOR: "1" };
		return run(process.execPath, [program, ...args], { env, cwd: project });
	}

	test("it is found, copied whole, and can be run there", async () => {
		cpSync(join(root, "skills"), join(repository, "skills"), { recursive: true });
		cpSync(join(root, ".claude-plugin"), join(repository, ".claude-plugin"), { recursive: true });
		mkdirSync(project);
		const ran = await skills("add", repository, "--agent", "claude-code", "codex", "--yes");
		expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("Installed 1 skill") });
		for (const agent of [".claude", ".agents"]) {
			const installed = join(project, agent, "skills", "activitysmith");
			expect(readdirSync(join(installed, "scripts")).toSorted()).toEqual(scripts.toSorted());
			expect(readFileSync(join(installed, "SKILL.md"), "utf8")).toBe(text);
			const { code, stdout } = await run(join(installed, "scripts/stream.sh"), ["--help"]);
			expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("--end") });
		}
	});

	test("the marketplace of Claude Code leads to it", () => {
		const { name, owner, plugins } = JSON.parse(readFileSync(join(root, ".claude-plugin/marketplace.json"), "utf8"));
		expect([name, owner.name]).toEqual(["activitysmith", "ActivitySmith"]);
		expect(plugins).toHaveLength(1);
		for (const { source, skills: paths } of plugins) {
			expect(paths).toHaveLength(1);
			for (const path of paths) expect(existsSync(join(root, source, path, "SKILL.md"))).toBe(true);
		}
	});
});
