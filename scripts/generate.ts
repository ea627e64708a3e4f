/** Writes what follows from the schemas: openapi/openapi.json, and the SDK's generated client from it. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildOpenApiDocument } from "@activitysmith/schema/openapi";
import { createClient } from "@hey-api/openapi-ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const document = `${root}openapi/openapi.json`;
const generated = `${root}packages/activitysmith/src/generated`;

await writeFile(document, `${JSON.stringify(buildOpenApiDocument(), null, "\t")}\n`);

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
		// Our own transport is the client (DESIGN.md), so no fetch client is shipped.
		{ name: "@hey-api/sdk", client: false, auth: false },
	],
});
await importClientTypes(`${generated}/sdk.gen.ts`);
console.log("generated openapi/openapi.json and packages/activitysmith/src/generated");

// hey-api names these types of a client without saying where they are: ours are in the SDK's transport.
async function importClientTypes(file: string): Promise<void> {
	const source = await readFile(file, "utf8");
	const types =
		"import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from '../transport.ts';";
	await writeFile(file, source.replace(/^import type/m, `${types}\nimport type`));
}
