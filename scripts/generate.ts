/**
 * `npm run generate` writes what follows from the schemas: openapi/openapi.json and its flat form, the SDK's generated
 * client, types and methods of the SDKs in other languages, openapi/mock-control.json, the list of the conformance
 * suite's cases, the icons of the lock screen, the recording of the demo that the README shows, and what GitHub runs of
 * the action.
 * With `--check` it writes nothing, and fails when the committed files are not what it would write.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { allCases, catalogue } from "@activitysmith/conformance";
import { createMock } from "@activitysmith/mock-server";
import { buildOpenApiDocument, flattenDocument } from "@activitysmith/schema/openapi";
import { createClient } from "@hey-api/openapi-ts";
import { bundleAction } from "../packages/github-action/build/bundle.ts";
import { lucideIcons } from "./lucide-icons.ts";
import { generatedForLanguages } from "./sdk/languages.ts";
import { readApi } from "./sdk/model.ts";
import { root } from "./step.ts";

const documentPath = "openapi/openapi.json";
const flatDocumentPath = "openapi/openapi.flat.json";
const controlDocumentPath = "openapi/mock-control.json";
const clientPath = "packages/activitysmith/src/generated";
const recordingPath = "docs/demo.svg";
const cataloguePath = "docs/conformance.md";
const iconsPath = "packages/lock-screen/src/icons/generated/lucide.ts";
const actionPath = "packages/github-action/dist";

/** Writes every generated file below `folder`, where the repository would have it. */
async function generate(folder: string): Promise<void> {
	const document = join(folder, documentPath);
	const generated = join(folder, clientPath);
	await mkdir(dirname(document), { recursive: true });
	const openapi = buildOpenApiDocument();
	const flat = flattenDocument(openapi);
	await writeFile(document, `${JSON.stringify(openapi, null, "\t")}\n`);
	await writeFile(join(folder, flatDocumentPath), `${JSON.stringify(flat, null, "\t")}\n`);
	await writeFile(join(folder, controlDocumentPath), await controlDocument());

	await rm(generated, { recursive: true, force: true });
	await createClient({
		input: document,
		output: {
			path: generated,
			module: { extension: ".ts" },
			header: ["// Generated from openapi/openapi.json by `npm run generate`. Do not edit."],
		},
		logs: { level: "silent" },
		plugins: [
			{ name: "@hey-api/typescript", enums: false },
			// Our own transport is the client (decisions/0002), so no fetch client is shipped.
			{ name: "@hey-api/sdk", client: false, auth: false },
		],
	});
	await fitToTransport(`${generated}/sdk.gen.ts`);
	const api = readApi(flat);
	for (const language of generatedForLanguages) await writeFiles(join(folder, language.generated), language.print(api));
	await mkdir(join(folder, dirname(recordingPath)), { recursive: true });
	await writeFile(join(folder, recordingPath), recordDemo());
	await writeFile(join(folder, cataloguePath), catalogue(allCases));
	await mkdir(join(folder, dirname(iconsPath)), { recursive: true });
	await writeFile(join(folder, iconsPath), await lucideIcons(root));
	await writeFiles(join(folder, actionPath), await bundleAction());
}

/** Makes the folder anew, with these files by their names and nothing else. */
async function writeFiles(folder: string, files: Iterable<[name: string, text: string | Uint8Array]>): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const [name, text] of files) await writeFile(join(folder, name), text);
}

/** As the mock serves it. */
async function controlDocument(): Promise<string> {
	const response = await createMock().fetch("http://mock.test/_mock/openapi.json");
	return `${JSON.stringify(await response.json(), null, "\t")}\n`;
}

/** The demo's own cards, in colour although nobody's terminal is written to. */
function recordDemo(): string {
	const { NO_COLOR: _, ...env } = process.env;
	const script = join(root, "examples/demo/recording.ts");
	const args = ["--conditions=@activitysmith/source", script];
	return execFileSync(process.execPath, args, { encoding: "utf8", env: { ...env, FORCE_COLOR: "1" } });
}

async function fitToTransport(file: string): Promise<void> {
	const source = await readFile(file, "utf8");
	// hey-api names these types of a client without saying where they are: ours are in the SDK's transport.
	const types =
		"import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from '../transport.ts';";
	// Every operation sets the same content type. The transport does that once, and the package is the smaller for it.
	const contentType =
		/,\n {4}headers: \{\n {8}'Content-Type': 'application\/json',\n {8}\.\.\.options\.headers\n {4}\}/g;
	await writeFile(file, source.replace(contentType, "").replace(/^import type/m, `${types}\nimport type`));
}

/** The generated files below `folder`, by path, with their text. */
async function read(folder: string): Promise<Map<string, string>> {
	const folders = [clientPath, ...generatedForLanguages.map(({ generated }) => generated), actionPath].map((path) =>
		readdir(join(folder, path), { recursive: true, withFileTypes: true }),
	);
	const entries = (await Promise.all(folders)).flat();
	// Python writes what it has compiled beside its sources.
	const written = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".pyc"));
	const inFolders = written.map((entry) => join(entry.parentPath, entry.name));
	const files = [documentPath, flatDocumentPath, controlDocumentPath, recordingPath, cataloguePath, iconsPath]
		.map((path) => join(folder, path))
		.concat(inFolders);
	return new Map(
		await Promise.all(
			files.map(async (file) => [file.slice(folder.length), await readFile(file, "utf8")] as [string, string]),
		),
	);
}

/** Compares contents and asks no version control, so that it tells the truth about uncommitted files too. */
async function check(): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), "generated-"));
	try {
		await generate(folder);
		const fresh = await read(`${folder}/`);
		const committed = await read(root);
		return [...new Set([...fresh.keys(), ...committed.keys()])].filter(
			(path) => fresh.get(path) !== committed.get(path),
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

if (process.argv.includes("--check")) {
	const stale = await check();
	for (const path of stale) console.error(`${path} is not what its sources say: run \`npm run generate\``);
	if (stale.length > 0) process.exitCode = 1;
} else {
	await generate(root);
	console.log(
		`generated ${documentPath}, ${flatDocumentPath}, ${controlDocumentPath}, ${clientPath}, ${generatedForLanguages.map(({ generated }) => generated).join(", ")}, ${recordingPath}, ${cataloguePath}, ${iconsPath} and ${actionPath}`,
	);
}
