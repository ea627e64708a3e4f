/** The compiler over files that exist or are only given as text, with the settings of this package. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

export interface TypeError {
	file: string;
	/** From 1. */
	line: number;
	/** The message with everything that the compiler gives as its reasons. */
	message: string;
}

const configFile = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

/** Type-checks files, whose paths may be those of files that don't exist, and gives what is wrong in them. */
export function typeCheck(texts: ReadonlyMap<string, string>): TypeError[] {
	// One program and no output, in place of a project whose declarations others refer to.
	const single = { composite: false, emitDeclarationOnly: false, noEmit: true };
	const config = ts.getParsedCommandLineOfConfigFile(configFile, single, {
		...ts.sys,
		onUnRecoverableConfigFileDiagnostic({ messageText }) {
			throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
		},
	});
	const options = config?.options ?? {};
	const host = ts.createCompilerHost(options);
	const { fileExists, readFile } = host;
	host.fileExists = (path) => texts.has(path) || fileExists(path);
	host.readFile = (path) => texts.get(path) ?? readFile(path);
	const program = ts.createProgram([...texts.keys()], options, host);
	return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => ({
		file: file?.fileName ?? configFile,
		line: (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
		message: ts.flattenDiagnosticMessageText(messageText, "\n"),
	}));
}

/** The code blocks of a document, with the line that each begins at. */
export function codeBlocks(document: string, language: string): { line: number; code: string }[] {
	const fences = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms");
	return Array.from(document.matchAll(fences), ({ 1: code = "", index }) => ({
		line: document.slice(0, index).split("\n").length,
		code,
	}));
}
