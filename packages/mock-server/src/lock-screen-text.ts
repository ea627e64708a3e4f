/** A lock screen as plain text: stable for snapshots, readable in a terminal. */
import type { ShownActivity } from "./phone.ts";

const BAR = 20;

interface Metric {
	label: string;
	value: string;
	number?: number;
	unit?: string;
}

interface Timer {
	startsAt: number;
	endsAt?: number;
	countsDown: boolean;
	pausedAt?: number;
}

function bar(share: number): string {
	const full = Math.round((Math.min(100, share) / 100) * BAR);
	return "█".repeat(full) + "░".repeat(BAR - full);
}

function steps(current: number, total: number): string {
	const drawn = total <= BAR ? `${"●".repeat(current)}${"○".repeat(total - current)}` : bar((current / total) * 100);
	return `${drawn} ${current}/${total}`;
}

function clock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const parts = hours > 0 ? [hours, String(minutes).padStart(2, "0")] : [minutes];
	return [...parts, String(rest).padStart(2, "0")].join(":");
}

function timer({ startsAt, endsAt, countsDown, pausedAt }: Timer, now: number): string {
	const at = pausedAt ?? now / 1000;
	const time = clock(countsDown && endsAt !== undefined ? endsAt - at : at - startsAt);
	return pausedAt === undefined ? `${time} ${countsDown ? "left" : "so far"}` : `${time} paused`;
}

function metric({ label, value, number, unit = "" }: Metric, gauge: boolean): string {
	const drawn = gauge && unit === "%" && number !== undefined ? ` ${bar(number)}` : "";
	return `${label}:${drawn} ${value}${unit && unit !== "%" ? " " : ""}${unit}`;
}

function content(state: ShownActivity["state"], now: number): string[] {
	switch (state.type) {
		case "progress": {
			const of = state.value === undefined ? "" : ` (${state.value} of ${state.upperLimit})`;
			return [`${bar(Number(state.percentage))} ${state.percentage}%${of}`];
		}
		case "metrics":
		case "stats":
			return (state.metrics as Metric[]).map((entry) => metric(entry, state.type === "metrics"));
		case "alert":
			return [String(state.message)];
		case "timer":
			if (state.timer !== undefined) return [timer(state.timer as Timer, now)];
			return [steps(Number(state.currentStep), Number(state.numberOfSteps))];
		case "value":
			return [String(state.text)];
		default:
			return [steps(Number(state.currentStep), Number(state.numberOfSteps))];
	}
}

function card({ state, status }: ShownActivity, now: number): string {
	const badge = state.badge as { title: string } | undefined;
	const actions = [state.action, state.secondaryAction] as ({ title: string } | undefined)[];
	const buttons = actions.flatMap((action) => (action ? [`[${action.title}]`] : []));
	const title = [state.title, badge && `<${badge.title}>`, status !== "active" && `(${status})`];
	const lines = [title.filter(Boolean).join(" "), state.subtitle, ...content(state, now), buttons.join(" ")];
	return lines.filter(Boolean).join("\n");
}

export function lockScreenText(activities: readonly ShownActivity[], now: number): string {
	if (activities.length === 0) return "Nothing on the lock screen";
	return activities.map((activity) => card(activity, now)).join("\n\n");
}
