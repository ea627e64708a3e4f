/** A project of its own that has the packages as `npm install` lays them out: packed, without this repository near. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const shell = process.platform === "win32";

/** The folders of packages, by name. */
type Packages = Record<string, string>;
const sdkAndMock = { activitysmith: "packages/activitysmith", "@activitysmith/mock-server": "packages/mock-server" };

export interface Project extends Disposable {
	/** A real path: compilers and bundlers resolve from these. */
	folder: string;
	/** Where the programs are. */
	programs: string;
}

async function build(packages: Packages): Promise<void> {
	// Does nothing when every dist/ is fresh. What is said of other packages is for their own tests.
	const building = run(process.execPath, ["--conditions=@activitysmith/source", "scripts/build.ts"], { cwd: root });
	const { stdout } = await building.catch((error: { stdout: string }) => error);
	const said = stdout.split("\n");
	for (const name of Object.keys(packages)) {
		if (!said.some((line) => line.startsWith(`✓ ${name} `))) throw new Error(stdout);
	}
}

async function pack(folder: string, destination: string): Promise<string> {
	const args = ["pack", "--json", "--pack-destination", destination];
	const { stdout } = await run("pnpm", args, { cwd: join(root, folder), shell });
	return JSON.parse(stdout).filename;
}

export async function installProject(packages: Packages = sdkAndMock): Promise<Project> {
	await build(packages);
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "activitysmith-installed-")));
	const programs = join(folder, "programs");
	writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
	const tarballs = await Promise.all(Object.values(packages).map((path) => pack(path, folder)));
	// Offline: whoever installs these installs nothing else.
	await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs], {
		cwd: folder,
		shell,
	});
	cpSync(new URL("programs", import.meta.url), programs, { recursive: true });
	// What TypeScript programs have beside the packages.
	mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
	const types = join(folder, "node_modules/@types/node");
	symlinkSync(realpathSync(join(root, "node_modules/@types/node")), types, "junction");
	return { folder, programs, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
