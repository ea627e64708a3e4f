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
			// Composer knows alpha, beta and RC.
			write: (version) => version.replace(/-[a-z]+\.(\d+)$/, "-alpha.$1"),
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
