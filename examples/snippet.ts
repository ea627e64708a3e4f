/** The programs in documents: found, and run as a user would, against a mock that listens. For the tests beside it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock, type Mock } from "@activitysmith/mock-server";

export const root = fileURLToPath(new URL("..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

export interface Snippet {
	line: number;
	code: string;
}

/** The code blocks of a language, with the line they begin at. */
export function snippets(document: string, language: string): Snippet[] {
	const text = readFileSync(join(root, document), "utf8");
	const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"));
	return Array.from(blocks, ({ 1: code = "", index }) => ({ line: text.slice(0, index).split("\n").length, code }));
}

/** Runs a program with the address and a key of a mock in its environment. */
export async function runProgram(code: string): Promise<{ stdout: string; stderr: string; devices: Mock["devices"] }> {
	await using mock = createMock({ clock: "real" });
	const { baseURL } = await mock.listen();
	// Below this folder, so that the program finds the packages that it imports.
	const folder = mkdtempSync(join(here, ".snippets-"));
	try {
		const file = join(folder, "program.ts");
		writeFileSync(file, code);
		const env = { ...process.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_docs" };
		const args = ["--conditions=@activitysmith/source", file];
		const output = await promisify(execFile)(process.execPath, args, { env, cwd: folder });
		return { ...output, devices: mock.devices };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
