/** Runs a program in workerd, as a service of Cloudflare's would: bundled, with nothing of Node's. */
import { build } from "esbuild";
import type { Ended } from "./execute.ts";
import type { Project } from "./project.ts";
import { miniflare } from "./runtimes.ts";

const compatibilityDate = "2026-07-01";

async function bundle(project: Project, program: string): Promise<string> {
	const { outputFiles } = await build({
		stdin: {
			contents: `
				import program from "./${program}.mjs";
				export default {
					async fetch(request) {
						return Response.json(await program(...await request.json()));
					},
				};`,
			resolveDir: project.programs,
		},
		bundle: true,
		write: false,
		format: "esm",
		platform: "neutral",
		mainFields: ["module", "main"],
		conditions: ["workerd", "worker", "browser"],
		logLevel: "silent",
	});
	return outputFiles[0]?.text ?? "";
}

export async function runInWorker(project: Project, program: string, ...args: string[]): Promise<Ended> {
	const contents = await bundle(project, program);
	const Miniflare = miniflare();
	let stderr = "";
	const worker = new Miniflare({
		modules: [{ type: "ESModule", path: "worker.mjs", contents }],
		compatibilityDate,
		handleRuntimeStdio(_: unknown, errors: NodeJS.ReadableStream) {
			errors.setEncoding("utf8").on("data", (text) => {
				stderr += text;
			});
		},
	});
	try {
		const response = await worker.dispatchFetch("http://worker/", { method: "POST", body: JSON.stringify(args) });
		const text = await response.text();
		if (!response.ok) throw new Error(text);
		return { printed: JSON.parse(text), stderr, code: 0 };
	} finally {
		await worker.dispose();
	}
}
