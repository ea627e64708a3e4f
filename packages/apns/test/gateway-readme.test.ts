/** The README's part about the gateway: its program runs, and its tables leave nothing out. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { ROUTES } from "../src/testing/control/routes.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [, text = ""] = readme.split("## A gateway to test against\n");
// Inside the package, where its own name is known.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test("the program runs as it stands there", () => {
	const [, code = ""] = /```ts\n(.*?)```/s.exec(text) ?? [];
	expect(code).toContain("startFakeApns");
	const program = join(folder, "program.ts");
	writeFileSync(program, code);
	execFileSync(process.execPath, ["--conditions=@activitysmith/source", program], { stdio: "pipe" });
});

test("every route of the control port is in the table, and no other", () => {
	// `POST /connections/refuse`, `accept` stands for two.
	const rows = text.split("\n").flatMap((line) => {
		const [, cell = ""] = line.split("|");
		const written = [...cell.matchAll(/`([^`]+)`/g)].map(([, route = ""]) => route.replace(/\?.*/, ""));
		if (!/^(GET|POST|DELETE) \//.test(written[0] ?? "")) return [];
		const [first = ""] = written;
		return written.map((route) => (route.includes("/") ? route : first.replace(/[^/]+$/, route)));
	});
	const actions = ["online", "offline", "foreground", "uninstall"].map((action) => `POST /devices/:id/${action}`);
	const known = Object.keys(ROUTES).flatMap((route) => (route === "POST /devices/:id/:action" ? actions : [route]));
	expect(rows.toSorted()).toEqual(known.toSorted());
});
