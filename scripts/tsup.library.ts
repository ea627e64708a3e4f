/**
 * How a package without a tsup.config.ts of its own is built. Its `exports` say what there is: every entry with a source
 * becomes one module and one declaration file. tsup is started in the package's folder.
 */
import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { type Manifest, sourceEntries } from "./packages.ts";

const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

export default defineConfig({
	entry: sourceEntries(manifest),
	format: "esm",
	platform: "neutral",
	target: "es2023",
	// References between projects are for the type check; a declaration bundle is one program.
	dts: { compilerOptions: { composite: false, incremental: false, emitDeclarationOnly: false } },
	clean: true,
});
