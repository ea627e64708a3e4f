/** What phones show, against what they must show. */
import type { FakeApns, PushEntry } from "@activitysmith/apns/testing";
import { type Expected, METRIC } from "./load.ts";
import type { SoakPhone } from "./phone.ts";

interface ContentState {
	title: string;
	text: string;
}

/** What is not as it must be, a sentence each: `lost` what may still come, `twice` what is there twice. */
export interface Difference {
	lost: string[];
	twice: string[];
}

const list = (values: readonly unknown[]) => values.map((value) => value ?? "nothing").join(" or ");

function compareActivities({ device }: SoakPhone, { activities }: Expected, found: Difference): void {
	const shown = new Map<string, string[]>();
	for (const { isRunning, contentState } of device.activities) {
		const { title, text } = contentState as ContentState;
		if (isRunning) shown.set(title, [...(shown.get(title) ?? []), text]);
	}
	for (const [title, { possible }] of activities) {
		const [text = null, ...more] = shown.get(title) ?? [];
		if (more.length > 0) found.twice.push(`${device.id} shows ${title} ${more.length + 1} times`);
		if (!possible.includes(text))
			found.lost.push(`${device.id} shows ${list([text])} of ${title}, not ${list(possible)}`);
	}
}

function compareNotifications({ device }: SoakPhone, { notifications }: Expected, found: Difference): void {
	const count = new Map<string | null, number>();
	for (const { title } of device.notifications) count.set(title, (count.get(title) ?? 0) + 1);
	for (const [title, state] of notifications) {
		const times = count.get(title) ?? 0;
		if (times > 1) found.twice.push(`${device.id} shows ${title} ${times} times`);
		if (times === 0 && state === "acknowledged") found.lost.push(`${device.id} does not show ${title}`);
	}
}

async function compareRest({ device, api }: SoakPhone, { badge, metric }: Expected, found: Difference): Promise<void> {
	if (!badge.possible.includes(device.badge)) {
		found.lost.push(`${device.id} has the badge ${device.badge}, not ${list(badge.possible)}`);
	}
	const { widgets } = await api.snapshot();
	const value = widgets.find(({ key }) => key === METRIC)?.value;
	if (!metric.possible.some((one) => one === value)) {
		found.lost.push(`${device.id} is told that ${METRIC} is ${value}, not ${list(metric.possible)}`);
	}
}

function compareReloads(
	{ device }: SoakPhone,
	{ metricMark }: Expected,
	{ pushes }: FakeApns,
	found: Difference,
): void {
	const isReload = ({ number, headers }: PushEntry) => number > metricMark && headers["apns-push-type"] === "widgets";
	const isReloaded = pushes.count({ device: device.id, result: "applied", where: isReload }) > 0;
	if (metricMark > 0 && !isReloaded) found.lost.push(`${device.id} has not reloaded its widgets`);
}

export interface Comparison {
	phones: readonly SoakPhone[];
	expected: Expected;
	gateway: FakeApns;
	/** Whether the widgets must have been reloaded, too. */
	reloads: boolean;
}

export async function compare({ phones, expected, gateway, reloads }: Comparison): Promise<Difference> {
	const found: Difference = { lost: [], twice: [] };
	for (const phone of phones) {
		compareActivities(phone, expected, found);
		compareNotifications(phone, expected, found);
		await compareRest(phone, expected, found);
		if (reloads) compareReloads(phone, expected, gateway, found);
	}
	return found;
}
