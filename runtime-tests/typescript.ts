/** Compiles the TypeScript of a project that has installed both packages, as its `tsconfig.json` would have it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Project } from "./project.ts";

export interface Consumer {
	name: string;
	/** Sources by file name. */
	files: Record<string, string>;
	options: ts.CompilerOptions;
}

/** What a program does with both, and mistakes that only their types can tell: one that is lost lets its own through. */
const checks = `
	async function check(mock: Mock): Promise<void> {
		const client = new ActivitySmith({ apiKey: "ask_any", baseURL: "https://mock.test/api", fetch: mock.fetch });
		const { operation } = await client.liveActivities.stream("backup", {
			content_state: { title: "Backup", type: "progress", percentage: 42 },
		});
		const [activity] = mock.account("ask_any").devices[0]?.lockScreen().activities ?? [];
		const status = activity?.status;
		// @ts-expect-error
		if (status === "running") return;
		await mock.clock.advance("8h");
		console.log(JSON.stringify({ operation, status }));
		await mock.close();
	}
	const options: MockOptions = { clock: "frozen", limits: { requestsPerMinute: 60 } };
	// @ts-expect-error
	void (() => createMock({ clock: "stopped" }));
	// @ts-expect-error
	void (() => createMock({ limits: { requestsPerMinute: "60" } }));
	// @ts-expect-error
	void ((mock: Mock) => mock.devices[0]?.lockScreen().activities[0]?.state.title.percentage);
	// @ts-expect-error
	void ((mock: Mock) => mock.clock.advance({ hours: 8 }));
	// @ts-expect-error
	void ((mock: Mock) => mock.fetch(8));
	// @ts-expect-error
	void ((mock: Mock) => mock.devices.push());
	check(createMock(options));
`;

const imported = `
	import { createMock, type Mock, type MockOptions } from "@activitysmith/mock-server";
	import { ActivitySmith } from "activitysmith";
	${checks}`;

const required = `
	import mockServer = require("@activitysmith/mock-server");
	import ActivitySmith = require("activitysmith");
	import createMock = mockServer.createMock;
	type Mock = mockServer.Mock;
	type MockOptions = mockServer.MockOptions;
	${checks}`;

const { ESNext, Node16, NodeNext } = ts.ModuleKind;

export const consumers: Consumer[] = [
	{
		name: "node16",
		files: { "imported.mts": imported, "imported.cts": imported, "required.cts": required },
		options: { module: Node16 },
	},
	{
		name: "nodenext",
		files: { "imported.mts": imported, "imported.cts": imported },
		options: { module: NodeNext, exactOptionalPropertyTypes: true },
	},
	{
		name: "nodenext with the types of Node in place of the DOM's",
		files: { "imported.mts": imported, "imported.cts": imported },
		options: { module: NodeNext, lib: ["lib.es2023.d.ts"], types: ["node"] },
	},
	{
		name: "esnext for a bundler",
		files: { "imported.ts": imported },
		options: { module: ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
	},
];

/** Writes a consumer's files into the project and compiles them beside themselves; gives what the compiler says. */
export function compile(project: Project, { name, files, options }: Consumer): { said: string[]; programs: string[] } {
	const folder = join(project.folder, name.replaceAll(/\W+/g, "-"));
	mkdirSync(folder, { recursive: true });
	const paths = Object.entries(files).map(([file, text]) => {
		writeFileSync(join(folder, file), text);
		return join(folder, file);
	});
	const strict = { strict: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, types: [] };
	const program = ts.createProgram(paths, { ...strict, ...options });
	const { diagnostics } = program.emit();
	const said = [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(
		({ code, file, messageText }) =>
			`TS${code} ${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
	);
	return { said, programs: paths.map((path) => path.replace(/ts$/, "js")) };
}
