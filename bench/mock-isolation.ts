/** The mock's test of isolation, with fifty repeats: two hundred tests at once on one server, and no cross-talk. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { atMost, print } from "./measure.ts";

const REPEATS = 50;

const root = fileURLToPath(new URL("..", import.meta.url));
const began = performance.now();
const { status, stdout } = spawnSync("vitest", ["run", "packages/mock-server/test/isolation.test.ts"], {
	cwd: root,
	env: { ...process.env, MOCK_ISOLATION_REPEATS: String(REPEATS) },
	stdio: ["ignore", "pipe", "inherit"],
});
if (status !== 0) console.log(stdout.toString());

print(`200 tests at once on one server, ${REPEATS} times`, [
	atMost("runs with cross-talk or a wrong answer", status === 0 ? 0 : 1, 0, "", 0),
	{ what: "took", value: `${((performance.now() - began) / 1000).toFixed(0)} s` },
]);
