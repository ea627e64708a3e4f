/** The SDKs that are not in TypeScript: what of them is generated, and where each says its version. */
import { printGo } from "./go.ts";
import type { Api } from "./model.ts";
import { printPhp } from "./php.ts";
import { printPython } from "./python.ts";
import { printRuby } from "./ruby.ts";
import { printRubyTypes } from "./ruby-types.ts";

interface Generated {
	/** The folder that holds generated files and nothing else. */
	generated: string;
	/** Prints those files, by their names in it. */
	print(api: Api): Map<string, string>;
}

export interface Language extends Generated {
	/** Its clients, as the suite that all SDKs share names them. */
	clients: string[];
	/** The same for types, where the language wants them in a folder of their own. */
	types?: Generated;
	version: {
		/** Has it once, in quotes behind `version =` in upper or lower case. */
		file: string;
		/** As the language writes it. `2.0.0-next.3` comes before 2.0.0. */
		write(version: string): string;
	};
}

/** Composer knows alpha, beta and RC. */
function composerVersion(version: string): string {
	return version.replace(/-[a-z]+\.(\d+)$/, "-alpha.$1");
}

export const phpTag = (version: string) => `v${composerVersion(version)}`;

/**
 * A Go module keeps its import path within one major version alone (https://go.dev/ref/mod#major-version-suffixes), and
 * code that was written for 1.x is to find this one: what is 2.3.1 elsewhere has the tag v1.203.1.
 */
export function goTag(version: string): string {
	return version.replace(/^(\d+)\.(\d+)/, (_, major, minor) => `v1.${100 * Number(major) + Number(minor)}`);
}

export const languages: Language[] = [
	{
		clients: ["Python sync", "Python async"],
		generated: "packages/python/src/activitysmith/generated",
		print: printPython,
		version: {
			file: "packages/python/src/activitysmith/_version.py",
			// PEP 440.
			write: (version) => version.replace(/-[a-z]+\.(\d+)$/, ".dev$1"),
		},
	},
	{
		clients: ["Go"],
		generated: "packages/go/generated",
		print: printGo,
		version: { file: "packages/go/version.go", write: (version) => version },
	},
	{
		clients: ["PHP"],
		generated: "packages/php/generated",
		print: printPhp,
		version: {
			file: "packages/php/src/Version.php",
			write: composerVersion,
		},
	},
	{
		clients: ["Ruby"],
		generated: "packages/ruby/lib/activitysmith/generated",
		print: printRuby,
		types: { generated: "packages/ruby/sig/generated", print: printRubyTypes },
		version: {
			file: "packages/ruby/lib/activitysmith/version.rb",
			// RubyGems takes a part with letters for what comes before the release.
			write: (version) => version.replace("-", "."),
		},
	},
];

/** Every folder that is generated for a language. */
export const generatedForLanguages: Generated[] = languages.flatMap((language) =>
	language.types ? [language, language.types] : [language],
);
