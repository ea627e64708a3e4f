/** The README of a published client, as the calls that it shows. */

export interface Snippet {
	/** Of the README. */
	line: number;
	code: string;
	/** `notifications.send`, in the order in which they are written. */
	calls: string[];
}

export interface Section {
	/** Its headings below the title, such as `Live Activities / End Live Activity`. */
	name: string;
	snippets: Snippet[];
}

const CALL = /\bactivitysmith((?:\.\w+)+)\(/g;

const callsIn = (code: string): string[] => Array.from(code.matchAll(CALL), ([, path = ""]) => path.slice(1));

/** What its blocks of code say, by section. */
export function readSections(readme: string, languages: readonly string[]): Section[] {
	const sections: Section[] = [];
	const headings: string[] = [];
	let block: Snippet | undefined;
	for (const [index, text] of readme.split("\n").entries()) {
		const [, heading] = /^(#{2,}) /.exec(text) ?? [];
		if (block) {
			if (text !== "```") block.code += `${text}\n`;
			else {
				block.calls = callsIn(block.code);
				block = undefined;
			}
		} else if (heading) {
			headings.splice(heading.length - 2, headings.length, text.slice(heading.length).trim());
			sections.push({ name: headings.join(" / "), snippets: [] });
		} else if (languages.some((language) => text === `\`\`\`${language}`)) {
			block = { line: index + 1, code: "", calls: [] };
			sections.at(-1)?.snippets.push(block);
		}
	}
	return sections.filter(({ snippets }) => snippets.length > 0);
}
