import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { MinifyOptions } from "terser";
import { defineConfig, type Options } from "tsup";

const dts = {
	// References between projects are for the type check; a declaration bundle is one program.
	compilerOptions: { composite: false, incremental: false, emitDeclarationOnly: false },
	// `Symbol.asyncDispose` is in no library that a program has by default.
	banner: '/// <reference lib="esnext.disposable" />',
};

// A function, so that a program that only reads this file does none of it.
export default defineConfig(() => {
	const shared: Options = {
		platform: "neutral",
		target: "es2022",
		external: ["undici"],
		// What terser leaves as it is, `const` for one.
		esbuildOptions(esbuild) {
			esbuild.minifySyntax = true;
		},
		// A class keeps its name when its variable does: nothing is spent on setting it.
		minify: "terser",
		terserOptions: {
			module: true,
			ecma: 2020,
			compress: {
				passes: 4,
				unsafe: true,
				unsafe_arrows: true,
				pure_getters: true,
				keep_fargs: false,
				booleans_as_integers: true,
			},
			mangle: { reserved: classNames(), properties: { regex: /^(settled|wake)$/ } },
		} satisfies MinifyOptions,
	};
	rmSync("dist", { recursive: true, force: true });
	// tsup says when its bundles are done, but not its declarations.
	process.once("exit", (code) => {
		if (code === 0) finishDeclarations();
	});
	return [
		{ ...shared, entry: ["src/index.ts"], format: "esm", dts },
		{ ...shared, entry: ["src/index.cts"], format: "cjs" },
		{ ...shared, entry: ["src/undici.ts"], format: ["esm", "cjs"], dts },
	];
});

/** Classes that users see by name: in logs, stacks and `inspect`. All other names are shortened. */
function classNames(): string[] {
	const files = readdirSync("src").filter((file) => file.endsWith(".ts"));
	const text = files.map((file) => readFileSync(`src/${file}`, "utf8")).join("\n");
	return [...text.matchAll(/^export class (\w+(?:Error|Resource|Smith))\b/gm)].map(([, name = ""]) => name);
}

/**
 * Writes the declarations of `index.cts` from those of `index.ts`: the same, but the class is what is exported, and
 * everything else is in a namespace of its name. And corrects those of `index.ts`, where classes that are exported as
 * types have become values.
 */
function finishDeclarations(): void {
	const values = new Set(exportedNames(/export\{(.*?)\}/s, readFileSync("dist/index.js", "utf8")));
	const bundled = readFileSync("dist/index.d.ts", "utf8");
	const start = bundled.indexOf("\nexport {");
	const declarations = bundled.slice(0, start);
	const names = exportedNames(/\nexport (?:type )?\{(.*?)\}/gs, bundled.slice(start));
	const types = names.filter((name) => !values.has(name)).join(", ");
	const others = [...values].filter((name) => name !== "ActivitySmith" && name !== "default").join(", ");
	writeFileSync(
		"dist/index.d.ts",
		`${declarations}
export { ActivitySmith, ActivitySmith as default, ${others} };
export type { ${types} };
`,
	);
	// The class itself under its two other names: in the namespace, its own name would mean the member.
	writeFileSync(
		"dist/index.d.cts",
		`${declarations}
declare const ActivitySmithClass: typeof ActivitySmith;
type ActivitySmithClass = ActivitySmith;
declare namespace ActivitySmith {
	export { ActivitySmithClass as ActivitySmith, ActivitySmithClass as default, ${others} };
	export type { ${types} };
}
export = ActivitySmith;
`,
	);
}

/** What a module's export lists call their members. */
function exportedNames(list: RegExp, code: string): string[] {
	return [...code.matchAll(new RegExp(list, "gs"))].flatMap(([, names = ""]) =>
		names.split(",").map((name) => name.replace(/^.* as /s, "").trim()),
	);
}
