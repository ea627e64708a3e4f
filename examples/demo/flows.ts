/** The three Live Activities of the demo, as a program of yours would send them. */
import type ActivitySmith from "activitysmith";

export interface Step {
	/** The call, as one would write it. */
	call: string;
	run(client: ActivitySmith): Promise<{ operation?: string; activity_id?: string | null }>;
}

const dashboard = { title: "Dashboard", type: "open_url", url: "https://ops.example.com/servers/prod-web-1" } as const;

function backup(subtitle: string, current_step: number): Step {
	return {
		call: `liveActivities.stream("nightly-backup", step ${current_step} of 3)`,
		run: (client) =>
			client.liveActivities.stream("nightly-backup", {
				content_state: {
					title: "Nightly Backup",
					subtitle,
					type: "segmented_progress",
					number_of_steps: 3,
					current_step,
				},
			}),
	};
}

function health(cpu: number, memory: number, color: "blue" | "red"): Step {
	return {
		call: `liveActivities.stream("prod-web-1", CPU ${cpu} %)`,
		run: (client) =>
			client.liveActivities.stream("prod-web-1", {
				content_state: {
					title: "Server Health",
					subtitle: "prod-web-1",
					type: "metrics",
					color,
					metrics: [
						{ label: "CPU", value: cpu, unit: "%" },
						{ label: "MEM", value: memory, unit: "%" },
					],
				},
				action: dashboard,
			}),
	};
}

/** The id that the start answered: an activity without a stream key is changed by its id. */
let charging = "";

export const steps: readonly Step[] = [
	backup("dump database", 1),
	{
		call: "liveActivities.start(EV Charging, 15 %)",
		run: async (client) => {
			const started = await client.liveActivities.start({
				content_state: { title: "EV Charging", subtitle: "11 kW", type: "progress", percentage: 15, color: "lime" },
			});
			charging = started.activity_id;
			return { operation: "started" };
		},
	},
	health(9, 45, "blue"),
	backup("upload archive", 2),
	{
		call: "liveActivities.update(EV Charging, 60 %)",
		run: async (client) => {
			await client.liveActivities.update({
				activity_id: charging,
				content_state: { title: "EV Charging", percentage: 60 },
			});
			return { operation: "updated" };
		},
	},
	health(91, 72, "red"),
	backup("upload archive", 2),
	backup("verify restore", 3),
	{
		call: "liveActivities.end(EV Charging, 100 %)",
		run: async (client) => {
			await client.liveActivities.end({
				activity_id: charging,
				content_state: { title: "EV Charging", subtitle: "full", percentage: 100, auto_dismiss_minutes: 5 },
			});
			return { operation: "ended" };
		},
	},
	health(12, 48, "blue"),
	{
		call: 'liveActivities.endStream("nightly-backup", done)',
		run: (client) =>
			client.liveActivities.endStream("nightly-backup", {
				content_state: { title: "Nightly Backup", subtitle: "done, 48 GB", color: "green", current_step: 3 },
			}),
	},
	{
		call: 'liveActivities.endStream("prod-web-1", CPU 7 %)',
		run: (client) =>
			client.liveActivities.endStream("prod-web-1", {
				content_state: {
					title: "Server Health",
					metrics: [
						{ label: "CPU", value: 7, unit: "%" },
						{ label: "MEM", value: 38, unit: "%" },
					],
					auto_dismiss_minutes: 5,
				},
			}),
	},
];
