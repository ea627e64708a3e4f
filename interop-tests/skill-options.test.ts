/** Every option of the skill's scripts, as the body that the service accepts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { describeWithCurl, skillAgainstMock } from "./skill.ts";

const open = { title: "Open", type: "open_url", url: "https://ci.example.com/runs/812" };
const hook = { title: "Roll back", type: "webhook", url: "https://ops.example.com/hooks", body: { job: 'a "b" \\' } };

describeWithCurl("The skill's scripts", () => {
	const { script, sent, start, account, files } = skillAgainstMock();
	beforeEach(() => account().reset());

	const file = (name: string, value: unknown) => {
		const path = join(files, name);
		writeFileSync(path, JSON.stringify(value, null, "\t"));
		return path;
	};

	const said = { title: "Task finished", message: "Done" };
	test.each<[string, string[], object]>([
		["-m", ["-m", "Done"], said],
		["--message", ["--message", "Done"], said],
		["-t", ["-m", "Done", "-t", "Build"], { ...said, title: "Build" }],
		["--title=", ["-m", "Done", "--title=A=B"], { ...said, title: "A=B" }],
		["-s", ["-m", "Done", "-s", "main"], { ...said, subtitle: "main" }],
		["options and values in one", ["-mDone", "-smain"], { ...said, subtitle: "main" }],
		["-c", ["-m", "Done", "-c", "devs, ops,"], { ...said, target: { channels: ["devs", "ops"] } }],
		[
			"-r",
			["-m", "Done", "-r", "https://x.example/?a=1&b=[2]"],
			{ ...said, redirection: "https://x.example/?a=1&b=[2]" },
		],
		["-M", ["-m", "Done", "-M", "https://x.example/a.png"], { ...said, media: "https://x.example/a.png" }],
		[
			"-a",
			["-m", "Done", "-a", ` ${JSON.stringify([open, hook], null, "\t")}\r\n`],
			{ ...said, actions: [open, hook] },
		],
		["a value like an option", ["-m", "-t", "-s", "--help"], { ...said, message: "-t", subtitle: "--help" }],
		["nothing as a value", ["-m", "Done", "-s", "", "-r", "", "-a", ""], said],
	])("send_push.sh %s", async (_, args, body) => {
		expect(await sent("send_push.sh", args)).toEqual(body);
		expect(account().devices[0]?.notifications()).toHaveLength(1);
	});

	test("send_push.sh -A, from a file and from standard input", async () => {
		const path = file("actions.json", [open, hook]);
		expect(await sent("send_push.sh", ["-m", "Done", "-A", path])).toEqual({ ...said, actions: [open, hook] });
		const stdin = JSON.stringify([open]);
		expect(await sent("send_push.sh", ["-m", "Done", "-A", "-"], { stdin })).toEqual({ ...said, actions: [open] });
	});

	const steps = { title: "Deploy", type: "segmented_progress", number_of_steps: 3, current_step: 1 };
	const stepOptions = ["--title", "Deploy", "--type", "segmented_progress", "--steps", "3", "--current", "1"];
	test.each<[string, string[], object]>([
		["steps", stepOptions, steps],
		["-t and -s", ["-t", "Deploy", "-s", "Staging", ...stepOptions.slice(2)], { ...steps, subtitle: "Staging" }],
		["--subtitle", [...stepOptions, "--subtitle", "Staging"], { ...steps, subtitle: "Staging" }],
		[
			"colours",
			[...stepOptions, "--color", "lime", "--step-color", "red"],
			{ ...steps, color: "lime", step_color: "red" },
		],
		[
			"--percentage",
			["-t", "D", "--type", "progress", "--percentage", "12.5"],
			{ title: "D", type: "progress", percentage: 12.5 },
		],
		[
			"--value and --upper-limit",
			["-t", "D", "--type", "progress", "--value", "3e1", "--upper-limit", "75"],
			{ title: "D", type: "progress", value: 30, upper_limit: 75 },
		],
		[
			"--value of type value",
			["-t", "D", "--type", "value", "--value", "0007"],
			{ title: "D", type: "value", value: "0007" },
		],
		["--message", ["-t", "D", "--type", "alert", "--message", "Hot"], { title: "D", type: "alert", message: "Hot" }],
		[
			"--duration",
			["-t", "D", "--type", "timer", "--duration", "90"],
			{ title: "D", type: "timer", duration_seconds: 90 },
		],
		[
			"--metrics",
			["-t", "D", "--type", "metrics", "--metrics", '[{"label":"CPU","value":42,"unit":"%"}]'],
			{ title: "D", type: "metrics", metrics: [{ label: "CPU", value: 42, unit: "%" }] },
		],
	])("start_activity.sh %s", async (_, args, content_state) => {
		expect(await sent("start_activity.sh", args)).toEqual({ content_state });
		expect(account().devices[0]?.lockScreen().activities).toHaveLength(1);
	});

	test("start_activity.sh with channels and buttons", async () => {
		const action = file("action.json", open);
		const more = ["--channels", "ops", "--action-file", action, "--secondary-action", JSON.stringify(hook)];
		expect(await sent("start_activity.sh", [...stepOptions, ...more])).toEqual({
			content_state: steps,
			target: { channels: ["ops"] },
			action: open,
			secondary_action: hook,
		});
	});

	test("start_activity.sh prints the whole answer, or with --id-only the id alone", async () => {
		const { stdout } = await script("start_activity.sh", stepOptions);
		const [shown] = account().devices[0]?.lockScreen().activities ?? [];
		expect(JSON.parse(stdout).activity_id).toBe(shown?.activityId);
		const id = await start();
		expect(
			account()
				.devices[0]?.lockScreen()
				.activities.map(({ activityId }) => activityId),
		).toContain(id);
	});

	test.each([
		["update_activity.sh", "active"],
		["end_activity.sh", "ended"],
	] as const)("%s changes what it names and leaves the rest", async (name, status) => {
		const activity_id = await start();
		const args = [
			"-t",
			"Deploy",
			"-s",
			"Live",
			"--steps",
			"4",
			"--current",
			"4",
			"--color",
			"green",
			"--step-color",
			"cyan",
		];
		const button = ["--action", JSON.stringify(hook), "--secondary-action", JSON.stringify(open)];
		expect(await sent(name, ["-a", activity_id, ...args, ...button])).toEqual({
			activity_id,
			content_state: {
				title: "Deploy",
				subtitle: "Live",
				number_of_steps: 4,
				current_step: 4,
				color: "green",
				step_color: "cyan",
			},
			action: hook,
			secondary_action: open,
		});
		const [shown] = account().devices[0]?.lockScreen().activities ?? [];
		expect(shown).toMatchObject({ status, state: { type: "segmented_progress", currentStep: 4, subtitle: "Live" } });
	});

	test.each(["update_activity.sh", "end_activity.sh"])("%s takes the forms of progress", async (name) => {
		const activity_id = await start("--type", "progress", "--percentage", "0");
		const by = ["--activity-id", activity_id, "--title", "Deploy"];
		const amount = [...by, "--type", "progress", "--value", "5", "--upper-limit", "8"];
		expect(await sent(name, amount)).toMatchObject({ content_state: { type: "progress", value: 5, upper_limit: 8 } });
		const other = await start("--type", "progress", "--percentage", "0");
		const percent = ["--activity-id", other, "--title", "Deploy", "--percentage", "60"];
		expect(await sent(name, percent)).toEqual({
			activity_id: other,
			content_state: { title: "Deploy", percentage: 60 },
		});
	});

	test.each(["update_activity.sh", "end_activity.sh"])("%s takes a button from standard input", async (name) => {
		const activity_id = await start();
		const args = ["-a", activity_id, "-t", "Deploy", "--current", "2", "--action-file", "-"];
		expect(await sent(name, args, { stdin: JSON.stringify(open) })).toMatchObject({ action: open });
	});

	test("a value without a type is a number if it reads as one, else text", async () => {
		const activity_id = await start("--type", "value", "--value", "12.50");
		const value = (given: string) => sent("update_activity.sh", ["-a", activity_id, "-t", "D", "--value", given]);
		expect(await value("-12.75")).toMatchObject({ content_state: { value: -12.75 } });
		expect(await value("0007")).toMatchObject({ content_state: { value: "0007" } });
		expect(await value("$1,240")).toMatchObject({ content_state: { value: "$1,240" } });
	});

	test("end_activity.sh --auto-dismiss 0 takes it off the screen at once", async () => {
		const id = await start();
		const body = await sent("end_activity.sh", ["-a", id, "-t", "Deploy", "--current", "3", "--auto-dismiss", "0"]);
		expect(body).toMatchObject({ content_state: { auto_dismiss_minutes: 0 } });
		expect(account().devices[0]?.lockScreen().activities).toEqual([]);
	});

	test("stream.sh starts, updates and ends by a name", async () => {
		const last = () => account().journal.last()?.decision;
		const channels = ["-c", "ops"];
		expect(await sent("stream.sh", ["nightly_backup-1", ...stepOptions, ...channels])).toEqual({
			content_state: steps,
			target: { channels: ["ops"] },
		});
		expect(last()).toBe("started");
		// The name may stand anywhere.
		await sent("stream.sh", [
			"--title",
			"Deploy",
			"nightly_backup-1",
			"--current",
			"2",
			"--action",
			JSON.stringify(open),
		]);
		expect(last()).toBe("updated");
		const end = ["nightly_backup-1", "--end", "-t", "Deploy", "--current", "3", "--auto-dismiss", "1"];
		expect(await sent("stream.sh", end)).toEqual({
			content_state: { title: "Deploy", current_step: 3, auto_dismiss_minutes: 1 },
		});
		expect(last()).toBe("ended");
	});

	test("stream.sh --end needs no state", async () => {
		await sent("stream.sh", ["k", "-t", "D", "--type", "progress", "--percentage", "1"]);
		expect(await sent("stream.sh", ["--end", "k"])).toEqual({});
		expect(account().journal.last()).toMatchObject({ operation: "endLiveActivityStream", decision: "ended" });
	});
});
