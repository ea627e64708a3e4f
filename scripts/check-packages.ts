/**
 * Packs each package that is published as `pnpm publish` would, and looks at the tarball with the eyes of those who
 * install it: publint reads its manifest and files, attw resolves its types as each kind of project does.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData, type Package as Tarball } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { type Manifest, type Package, publishedPackages } from "./packages.ts";

const run = promisify(execFile);

async function pack({ folder }: Package, destination: string): Promise<Uint8Array> {
	const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", destination], {
		cwd: folder,
		shell: process.platform === "win32",
	});
	const { filename } = JSON.parse(stdout) as { filename: string };
	return readFile(filename);
}

/** What only shows in the packed manifest. */
function manifestFaults(tarball: Tarball): string[] {
	const text = tarball.readFile(`/node_modules/${tarball.packageName}/package.json`);
	const manifest = JSON.parse(text) as Manifest;
	const faults = [];
	if (text.includes("@activitysmith/source")) faults.push('"exports" still leads to sources, which are not packed');
	if (text.includes("workspace:")) faults.push("a dependency has no version");
	for (const file of ["README.md", "LICENSE"]) {
		if (!tarball.fileExists(`/node_modules/${manifest.name}/${file}`)) faults.push(`has no ${file}`);
	}
	for (const path of tarball.listFiles()) {
		if (/\.tsbuildinfo$|\/(src|test)\//.test(path)) faults.push(`packs ${path}`);
	}
	return faults;
}

async function publintFaults(data: Uint8Array): Promise<string[]> {
	const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
	const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
	return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** Whether `require()` is promised: a package that is ESM alone leaves that to Node's own `require(esm)`. */
const isDual = ({ exports = {} }: Manifest, entry: string) => JSON.stringify(exports[entry])?.includes('"require"');

async function typeFaults(tarball: Tarball, manifest: Manifest): Promise<string[]> {
	const result = await checkPackage(tarball);
	// What is a command alone has nothing to import.
	if (!result.types) return manifest.exports?.["."] ? ["has no types"] : [];
	return result.problems
		.filter((problem) => {
			const resolution = "resolutionKind" in problem ? problem.resolutionKind : undefined;
			const entry = "entrypoint" in problem ? problem.entrypoint : undefined;
			// "node10" knows nothing of `exports`: it finds the main entry of a package that has a `main`, and no other.
			if (resolution === "node10" && (entry !== "." || !manifest.main)) return false;
			return problem.kind !== "CJSResolvesToESM" || (entry !== undefined && isDual(manifest, entry));
		})
		.map((problem) => `attw: ${JSON.stringify(problem)}`);
}

const destination = await mkdtemp(join(tmpdir(), "packed-"));
try {
	for (const pkg of await publishedPackages()) {
		const data = await pack(pkg, destination);
		const tarball = createPackageFromTarballData(data);
		const faults = [
			...manifestFaults(tarball),
			...(await publintFaults(data)),
			...(await typeFaults(tarball, pkg.manifest)),
		];
		const size = `${(data.byteLength / 1024).toFixed(1)} KB packed`;
		console.log(`${faults.length === 0 ? "✓" : "✗"} ${pkg.manifest.name} ${pkg.manifest.version} ${size}`);
		for (const fault of faults) console.error(`    ${fault}`);
		if (faults.length > 0) process.exitCode = 1;
	}
} finally {
	await rm(destination, { recursive: true, force: true });
}
