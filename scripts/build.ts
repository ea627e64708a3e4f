/**
 * `npm run build` builds each package that is published into its dist/, unless nothing that it is made from has changed:
 * by its own tsup.config.ts, or by tsup.library.ts beside this file. With names of packages, only those.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { allPackages, type Package } from "./packages.ts";
import { root, runSteps } from "./step.ts";

const stamps = join(root, "node_modules", ".cache", "build");

async function files(folder: string): Promise<string[]> {
	if (!existsSync(folder)) return [];
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What a package's dist/ follows from. Packages that are bundled into it count, and may be any that it depends on. */
async function inputsHash(pkg: Package, all: Package[]): Promise<string> {
	const ours = (name: string) => all.find((other) => other.manifest.name === name);
	const packages = new Set([pkg]);
	for (const { manifest } of packages) {
		for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
			const dependency = ours(name);
			if (dependency) packages.add(dependency);
		}
	}
	const shared = [
		"pnpm-lock.yaml",
		"tsconfig.base.json",
		"scripts/build.ts",
		"scripts/tsup.library.ts",
		"scripts/bundled-licenses.ts",
	].map((path) => join(root, path));
	const own = [...packages].map(async ({ folder }) => [
		...["package.json", "tsconfig.json", "tsup.config.ts"].map((name) => join(folder, name)),
		...(await files(join(folder, "src"))),
		...(await files(join(folder, "build"))),
	]);
	const hash = createHash("sha256");
	for (const path of [...shared, ...(await Promise.all(own)).flat()].sort()) {
		if (existsSync(path))
			hash
				.update(relative(root, path))
				.update("\0")
				.update(await readFile(path));
	}
	return hash.digest("hex");
}

async function isFresh(pkg: Package, stamp: string, hash: string): Promise<boolean> {
	if (!existsSync(stamp)) return false;
	const built: { hash: string; files: string[] } = JSON.parse(await readFile(stamp, "utf8"));
	return built.hash === hash && built.files.every((path) => existsSync(join(pkg.folder, path)));
}

async function buildPackage(pkg: Package, all: Package[]): Promise<boolean> {
	const stamp = join(stamps, `${pkg.manifest.name.replace("/", "+")}.json`);
	const hash = await inputsHash(pkg, all);
	if (await isFresh(pkg, stamp, hash)) {
		console.log(`✓ ${pkg.manifest.name} has not changed`);
		return true;
	}
	const own = existsSync(join(pkg.folder, "tsup.config.ts"));
	const args = own ? [] : ["--config", join(root, "scripts", "tsup.library.ts")];
	const [result] = await runSteps([{ name: pkg.manifest.name, command: "tsup", args, cwd: pkg.folder }]);
	if (!result?.ok) return false;
	await mkdir(stamps, { recursive: true });
	const built = (await files(join(pkg.folder, "dist"))).map((path) => relative(pkg.folder, path));
	await writeFile(stamp, JSON.stringify({ hash, files: built }));
	return true;
}

const packages = await allPackages();
const named = process.argv.slice(2);
for (const pkg of packages.filter(({ manifest }) => !manifest.private)) {
	if (named.length > 0 && !named.includes(pkg.manifest.name)) continue;
	if (!(await buildPackage(pkg, packages))) process.exitCode = 1;
}
