/** The licences of the packages whose code a bundle holds: they want to go where it goes. For the tsup.config.ts of a package. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Notes what is bundled, and writes `dist/THIRD_PARTY_LICENSES` when the build has gone well. */
export function bundledLicenses(): Plugin {
	/** Folders by name and version. */
	const bundled = new Map<string, string>();
	process.once("exit", (code) => {
		if (code === 0 && bundled.size > 0) writeFileSync("dist/THIRD_PARTY_LICENSES", licenses(bundled));
	});
	return {
		name: "licenses",
		setup({ onEnd }) {
			onEnd(({ metafile }) => {
				for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
					for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
						if (bytesInOutput > 0) note(bundled, path);
					}
				}
			});
		},
	};
}

function note(bundled: Map<string, string>, path: string): void {
	const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
	if (folder === undefined) return;
	const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
	bundled.set(`${name} ${version}`, folder);
}

function licenses(bundled: ReadonlyMap<string, string>): string {
	const texts = [...bundled].sort().map(([name, folder]) => `${name}\n\n${licenseIn(folder)}\n`);
	return ["This package contains code of these:\n", ...texts].join(`\n${"-".repeat(80)}\n\n`);
}

/** Of the file that holds it, or of the README's last section. */
function licenseIn(folder: string): string {
	const read = (wanted: RegExp): string | undefined => {
		const file = readdirSync(folder).find((entry) => wanted.test(entry));
		return file && readFileSync(join(folder, file), "utf8");
	};
	const text = read(/^licen[cs]e/i) ?? /^#+ licen[cs]e\s+([^#]+)$/im.exec(read(/^readme/i) ?? "")?.[1];
	if (text === undefined) throw new Error(`${folder} is bundled and has no licence`);
	return text.trim();
}
