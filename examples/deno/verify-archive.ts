/**
 * Compares the files of an archive with its list of checksums (the form that `sha256sum` writes), and shows how far it is:
 *   deno run --allow-net --allow-env=ACTIVITYSMITH_API_KEY,ACTIVITYSMITH_BASE_URL --allow-read=/archive verify-archive.ts /archive/SHA256SUMS
 */
import ActivitySmith from "activitysmith";

const [list = "SHA256SUMS"] = Deno.args;
const lines = (await Deno.readTextFile(list)).split("\n").filter(Boolean);

const activitysmith = new ActivitySmith();
const shown = activitysmith.liveActivities.track("verify-archive", {
	title: "Archive check",
	type: "progress",
	value: 0,
	upper_limit: lines.length,
	icon: { symbol: "archivebox" },
});

const wrong: string[] = [];
for (const [index, line] of lines.entries()) {
	const [, expected = "", name = ""] = line.match(/^([0-9a-f]{64}) [ *](.+)$/) ?? [];
	const file = new URL(name, new URL(list, `file://${Deno.cwd()}/`));
	const bytes = await Deno.readFile(file).catch(() => undefined);
	const actual = bytes && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
	if (actual !== expected) wrong.push(name || line);
	shown.update({ value: index + 1, upper_limit: lines.length, subtitle: name });
}

const said = wrong.length === 0 ? `${lines.length} files are whole` : `${wrong.length} of ${lines.length} are damaged`;
await shown.end({ subtitle: said, color: wrong.length === 0 ? "green" : "red" });
console.log([said, ...wrong].join("\n"));
Deno.exit(wrong.length === 0 ? 0 : 1);
