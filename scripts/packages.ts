/** The packages that are published: where they are and what their manifests say. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./step.ts";

/** An entry of `exports`: a file, or files by condition. */
export type Target = string | { [condition: string]: Target };

export interface Manifest {
	name: string;
	version: string;
	private?: boolean;
	main?: string;
	exports?: Record<string, Target>;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

export interface Package {
	folder: string;
	manifest: Manifest;
}

const sourceCondition = "@activitysmith/source";

/** Every package under packages/, by name. */
export async function allPackages(): Promise<Package[]> {
	const names = (await readdir(join(root, "packages"))).sort();
	const packages = names
		.map((name) => join(root, "packages", name))
		.filter((folder) => existsSync(join(folder, "package.json")))
		.map(async (folder) => ({
			folder,
			manifest: JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest,
		}));
	return Promise.all(packages);
}

export async function publishedPackages(): Promise<Package[]> {
	return (await allPackages()).filter(({ manifest }) => !manifest.private);
}

/** Source files by the name of the module that they become, as `exports` has them: `{ index: "./src/index.ts" }`. */
export function sourceEntries({ name, exports = {} }: Manifest): Record<string, string> {
	const entries = Object.values(exports).flatMap((target) => {
		if (typeof target === "string") return [];
		const source = target[sourceCondition];
		const built = target.default;
		if (typeof source !== "string" || typeof built !== "string") {
			throw new TypeError(`${name}: an entry of "exports" needs "${sourceCondition}" and "default"`);
		}
		return [[built.replace(/^\.\/dist\/|\.js$/g, ""), source] as const];
	});
	return Object.fromEntries(entries);
}
