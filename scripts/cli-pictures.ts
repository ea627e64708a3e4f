/**
 * The pictures of docs/cli.md: the command as it runs at a terminal of its own, beside a mock whose phone shows what came
 * of it. `--check` draws nothing and says whether they are as the command prints today.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createMock, type Mock } from "@activitysmith/mock-server";
import { drawPhones } from "../examples/demo/card.ts";
import { drawLine, svgTerminal } from "../examples/demo/terminal.ts";
import { root } from "./step.ts";

// The phone's cards are in colour whatever this is started from.
process.env.FORCE_COLOR = "1";
delete process.env.NO_COLOR;

const COLUMNS = 92;
const cli = join(root, "packages/cli/src/cli.ts");
const API_KEY = "ask_pictures";

interface Stage {
	mock: Mock;
	baseURL: string;
}

async function openStage(): Promise<Stage> {
	const mock = createMock({
		accounts: [{ keys: [API_KEY], users: [{ id: "ana", devices: [{ id: "iphone", name: "iPhone" }] }] }],
	});
	const { baseURL } = await mock.listen();
	return { mock, baseURL };
}

function start({ baseURL }: Stage, args: readonly string[]): { child: ChildProcess; printed: Promise<string[]> } {
	const child = spawn(process.execPath, ["--conditions=@activitysmith/source", cli, ...args], {
		env: {
			...process.env,
			ACTIVITYSMITH_API_KEY: API_KEY,
			ACTIVITYSMITH_BASE_URL: baseURL,
		},
		stdio: ["pipe", "pipe", "pipe"],
	});
	let text = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (chunk) => {
			text += chunk;
		});
	}
	return { child, printed: new Promise((resolve) => child.on("close", () => resolve(text.trimEnd().split("\n")))) };
}

const prompt = (line: string) => `\u001b[32m$\u001b[39m ${line}`;
const note = (line: string) => `\u001b[90m# ${line}\u001b[39m`;

function phone({ mock }: Stage): string[] {
	return drawPhones(mock.devices, mock.clock.now(), COLUMNS).split("\n");
}

/** What is typed, what it prints, and the phone afterwards. */
async function session(lines: readonly (readonly [typed: string, args: readonly string[]])[]): Promise<string[]> {
	const stage = await openStage();
	const drawn: string[] = [];
	for (const [typed, args] of lines) {
		const { child, printed } = start(stage, args);
		child.stdin?.end();
		drawn.push(...typed.split("\n").map((line, index) => (index === 0 ? prompt(line) : line)), ...(await printed), "");
	}
	drawn.push(note("what the iPhone shows"), ...phone(stage));
	await stage.mock.close();
	return drawn;
}

/** A command that waits until its progress is seen, and then fails. */
async function runSession(): Promise<string[]> {
	const stage = await openStage();
	const steps = ["[1/4] dump database", "[2/4] compress", "[3/4] upload archive"];
	const script = `console.log(${JSON.stringify(steps.join("\n"))}); process.stdin.once("data", () => { console.error("Error: bucket backups-eu is full"); process.exit(1) })`;
	const args = [
		"run",
		"--stream-key",
		"nightly-backup",
		"--title",
		"Nightly Backup",
		"--interval",
		"0s",
		"--terminal",
		"pipe",
		"--",
		process.execPath,
		"-e",
		script,
	];
	const { child, printed } = start(stage, args);
	const where = ({ body }: { body: unknown }) => JSON.stringify(body).includes("upload archive");
	await stage.mock.journal.waitFor({ where }, { timeout: "60s" });
	const during = phone(stage);
	child.stdin?.end("\n");
	const said = await printed;
	const drawn = [
		prompt('activitysmith run --stream-key nightly-backup --title "Nightly Backup" -- ./backup.sh'),
		...said.slice(0, steps.length),
		note("meanwhile, on the iPhone"),
		...during,
		...said.slice(steps.length),
		note("and at the end"),
		...phone(stage),
	];
	await stage.mock.close();
	return drawn;
}

const pictures: Record<string, { label: string; draw: () => Promise<string[]> }> = {
	"cli-run.svg": { label: "activitysmith run at a terminal, and what the iPhone shows of it", draw: runSession },
	"cli-stream.svg": {
		label: "activitysmith activity stream at a terminal, and what the iPhone shows",
		draw: () =>
			session([
				[
					"activitysmith activity stream search-reindex --title 'Search Reindex' \\\n    --type progress --percentage 42 --color purple",
					[
						"activity",
						"stream",
						"search-reindex",
						"--title",
						"Search Reindex",
						"--type",
						"progress",
						"--percentage",
						"42",
						"--color",
						"purple",
					],
				],
				[
					"activitysmith activity stream search-reindex --title 'Search Reindex' --percentage 420",
					["activity", "stream", "search-reindex", "--title", "Search Reindex", "--percentage", "420"],
				],
				["activitysmith activity end-stream deploy", ["activity", "end-stream", "deploy"]],
			]),
	},
};

const isCheck = process.argv.includes("--check");
for (const [name, { label, draw }] of Object.entries(pictures)) {
	const lines = (await draw()).map((line) => line.replace(/req_\w+/g, "req_kGtxhcCJAcLyqVS4"));
	const svg = svgTerminal(COLUMNS, lines.length, label, lines.map(drawLine).join("\n"));
	const path = join(root, "docs/pictures", name);
	if (!isCheck) {
		await writeFile(path, svg);
		console.log(`docs/pictures/${name}`);
	} else if ((await readFile(path, "utf8").catch(() => "")) !== svg) {
		console.error(`docs/pictures/${name} is not what the command prints: run node scripts/cli-pictures.ts`);
		process.exitCode = 1;
	}
}
