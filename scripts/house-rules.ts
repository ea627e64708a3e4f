/** The rules of the house that no linter knows, as pure functions of a file's path and text. */

export interface SourceFile {
	/** From the root, with forward slashes. */
	path: string;
	text: string;
}

interface Rule {
	says: string;
	applies(path: string): boolean;
	/** Lines that break the rule; 0 stands for the file as a whole. */
	find(file: SourceFile): number[];
}

const maxLines = 400;

const isCode = (path: string) => /\.(ts|mts|cts|js|mjs|cjs|tsx)$/.test(path);
const isGenerated = (path: string) => /\/(generated|dist)\//.test(path);
const isSource = (path: string) => /^packages\/[^/]+\/src\//.test(path) && !isGenerated(path);
const isOurCode = (path: string) => isCode(path) && !isGenerated(path);

// Written so that no pattern matches the line that it stands on.
const vagueName = /(^|\/)(utils?|helpers?|common|manager|misc)(\/|\.|$)/i;
const leftover = /\bTO[D]O\b|\bFIX[M]E\b/;
const setAside = /\.(only|skip|todo)\(|\bx(it|describe)\(/;
const registryHost =
	/registry[.]npmjs|registry[.]yarnpkg|pypi[.]org|pythonhosted[.]org|[/.]crates[.]io|proxy[.]golang[.]org|repo1?[.]maven|deb[.]debian[.]org/;
const emptyCatch = /\bcatch\s*(\([^)]*\)\s*)?\{\s*\}/g;
const impure =
	/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\bperformance\.now\b/;

const rules: Rule[] = [
	{
		says: `is longer than ${maxLines} lines: it has more than one thing to say`,
		applies: isSource,
		find: ({ text }) => (lineCount(text) > maxLines ? [0] : []),
	},
	{ says: "has a name that says nothing about what is in it", applies: () => true, find: onPath(vagueName) },
	{ says: "leaves something for later", applies: isOurCode, find: onLines(leftover) },
	{ says: "sets a test aside", applies: isOurCode, find: onLines(setAside) },
	{ says: "swallows an error", applies: isOurCode, find: ({ text }) => lineNumbers(text, emptyCatch) },
	{
		says: "names the host of a package registry, which is for each machine to choose",
		applies: () => true,
		find: onLines(registryHost),
	},
	{
		says: "reads a clock, a timer or chance: in packages/core these come in through a port",
		applies: (path) => path.startsWith("packages/core/src/"),
		find: ({ text }) => onLines(impure)({ path: "", text: withoutComments(text) }),
	},
];

// The arrows between the packages: what the source of each may import, beside its own files.
const arrows: Record<string, RegExp> = {
	schema: /^(zod|@asteasolutions\/zod-to-openapi)(\/|$)/,
	activitysmith: /^undici$/,
	core: /^(@activitysmith\/schema(\/openapi)?|hono(\/.*)?|zod|fastest-levenshtein)$/,
	"lock-screen": /^(@activitysmith\/(core|schema)(\/colors)?|preact(\/.*)?|esbuild|node:.*)$/,
	http: /^(@activitysmith\/(core|schema)|@hono\/node-server|zod|node:.*)$/,
	webhooks: /^(@activitysmith\/core|ipaddr\.js|node:.*)$/,
	apns: /^(@activitysmith\/(core|schema)|node:.*)$/,
	"mock-server": /^(?!@activitysmith\/(server|apns))/,
	server: /^(?!@activitysmith\/mock-server)/,
	"github-action": /^(activitysmith|yaml|node:.*)$/,
	cli: /^(activitysmith|@activitysmith\/schema\/colors|cross-spawn|fastest-levenshtein|node:.*)$/,
	"mcp-server":
		/^(activitysmith|@activitysmith\/(schema|http\/node-server)|@modelcontextprotocol\/server(\/stdio)?|zod|node:.*)$/,
	conformance: /^(activitysmith|ajv(-formats|\/dist\/2020\.js)?|expect|node:.*)$/,
};

/** Every breach, as `path:line says`. */
export function findFaults(files: SourceFile[]): string[] {
	return files.flatMap((file) => [
		...rules
			.filter((rule) => rule.applies(file.path))
			.flatMap((rule) => rule.find(file).map((line) => `${location(file.path, line)} ${rule.says}`)),
		...findForbiddenImports(file),
	]);
}

function findForbiddenImports({ path, text }: SourceFile): string[] {
	const name = path.match(/^packages\/([^/]+)\/src\//)?.[1];
	const allowed = name === undefined ? undefined : arrows[name];
	if (!allowed || !isCode(path)) return [];
	const imports = /\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g;
	return [...withoutComments(text).matchAll(imports)]
		.filter(([, target = ""]) => !target.startsWith(".") && !allowed.test(target))
		.map(
			({ 1: target, index }) =>
				`${location(path, lineAt(text, index))} imports "${target}", against the arrows of the house`,
		);
}

function location(path: string, line: number): string {
	return line === 0 ? path : `${path}:${line}`;
}

function lineCount(text: string): number {
	return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

function lineAt(text: string, index: number): number {
	return text.slice(0, index).split("\n").length;
}

function lineNumbers(text: string, pattern: RegExp): number[] {
	return [...text.matchAll(pattern)].map(({ index }) => lineAt(text, index));
}

function onLines(pattern: RegExp): Rule["find"] {
	return ({ text }) => text.split("\n").flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

function onPath(pattern: RegExp): Rule["find"] {
	return ({ path }) => (pattern.test(path) ? [0] : []);
}

/** Blanks comments out, so that prose may speak of what code may not do. Lines keep their numbers. */
function withoutComments(text: string): string {
	const blank = (comment: string) => comment.replace(/[^\n]/g, " ");
	return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|\s)\/\/.*$/gm, blank);
}
