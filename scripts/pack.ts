/**
 * `npm run pack`: makes what is published, in `release/` or the folder that is named: tarballs for npm, wheel and source
 * for PyPI, a gem. Go and Composer take a tag of a repository: for them it makes the tree that the tag is for.
 */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Manifest, publishedPackages } from "./packages.ts";
import { goTag, phpTag } from "./sdk/languages.ts";
import { root, runSteps, type Step } from "./step.ts";

const release = resolve(root, process.argv[2] ?? "release");
const { version }: Manifest = JSON.parse(await readFile(join(root, "packages/activitysmith/package.json"), "utf8"));
const packages = await publishedPackages();
const backend = await mkdtemp(join(tmpdir(), "build-backend-"));

const pyproject = await readFile(join(root, "packages/python/pyproject.toml"), "utf8");
const [requirement = ""] = /flit_core==[\d.]+/.exec(pyproject) ?? [];
const buildPython = ["wheel", "sdist"].map((kind) => `buildapi.build_${kind}(sys.argv[1])`).join("; ");

/** What this repository has beside the sources of an SDK. */
const notPublished = ["package.json", "tsconfig.json", "test", "*.xml.dist"].map((path) => `:!${path}`);

function tree(language: string, tag: string): Step {
	const archive = join(release, language, `activitysmith-${language}-${tag}.tar.gz`);
	const args = ["archive", "--output", archive, `HEAD:packages/${language}`, ...notPublished];
	return { name: `${language} ${tag}`, command: "git", args };
}

const steps: Step[] = [
	{ name: "build", command: "scripts/build.ts" },
	...packages.map(({ folder, manifest }) => ({
		name: manifest.name,
		command: "pnpm",
		args: ["pack", "--pack-destination", join(release, "npm")],
		cwd: folder,
	})),
	{ name: "flit", command: "python3", args: ["-m", "pip", "install", "--quiet", "--target", backend, requirement] },
	{
		name: "python",
		command: "python3",
		args: ["-c", `import sys; from flit_core import buildapi; ${buildPython}`, join(release, "python")],
		cwd: join(root, "packages/python"),
		env: { PYTHONPATH: backend },
	},
	{
		name: "ruby",
		command: "gem",
		args: ["build", "activitysmith.gemspec", "--strict", "--output", join(release, "ruby", "activitysmith.gem")],
		cwd: join(root, "packages/ruby"),
	},
	tree("go", goTag(version)),
	tree("php", phpTag(version)),
];

// What else is in a folder that somebody has named is theirs.
for (const folder of ["npm", "python", "ruby", "go", "php"].map((name) => join(release, name))) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
}
try {
	if ((await runSteps(steps)).some(({ ok }) => !ok)) process.exitCode = 1;
} finally {
	await rm(backend, { recursive: true, force: true });
}
