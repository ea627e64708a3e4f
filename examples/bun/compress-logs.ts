/**
 * Compresses the logs of a folder, and shows what that saves:
 *   bun compress-logs.ts /var/log/app
 */
import { basename } from "node:path";
import ActivitySmith from "activitysmith";

const [folder = "."] = Bun.argv.slice(2);
const files = await Array.fromAsync(new Bun.Glob("*.log").scan({ cwd: folder, absolute: true }));
const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1));

const activitysmith = new ActivitySmith();
let before = 0;
let after = 0;
const state = (done: number) => ({
	title: `Logs of ${basename(folder)}`,
	subtitle: `${done} of ${files.length} compressed`,
	type: "stats" as const,
	metrics: [
		{ label: "Before", value: megabytes(before), unit: "MB" },
		{ label: "After", value: megabytes(after), unit: "MB" },
	],
});

const shown = activitysmith.liveActivities.track("compress-logs", state(0));
for (const [index, path] of files.entries()) {
	const text = await Bun.file(path).bytes();
	const packed = Bun.gzipSync(text);
	await Bun.write(`${path}.gz`, packed);
	await Bun.file(path).delete();
	before += text.length;
	after += packed.length;
	shown.update(state(index + 1));
}
await shown.end({ color: "green" });
console.log(`${files.length} files, ${megabytes(before)} MB became ${megabytes(after)} MB`);
