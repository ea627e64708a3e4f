/**
 * Clients generated from the hosted service's document fill in the defaults of a timer on every type (seen in the PyPI
 * package `activitysmith` 1.14.0). On another type they ask for nothing; any other value there is a mistake.
 */
const timerDefaults = ["counts_down", "is_running"];

type Fields = Readonly<Record<string, unknown>>;

/** The same fields, without a timer's defaults when `type` is no timer. */
export function withoutTimerDefaults<T extends Fields>(fields: T, type: unknown): T {
	if (type === "timer" || !timerDefaults.some((name) => fields[name] === true)) return fields;
	const kept = Object.entries(fields).filter(([name, value]) => !(timerDefaults.includes(name) && value === true));
	return Object.fromEntries(kept) as T;
}
