/** The inputs of action.yml, as the runner hands them over: `INPUT_` and the name in capitals, dashes kept. */

export const actions = [
	"send_push_notification",
	"stream_live_activity",
	"end_live_activity_stream",
	"start_live_activity",
	"update_live_activity",
	"end_live_activity",
	"update_metric_value",
	"update_app_icon_badge_count",
	"mirror_workflow",
] as const;

export type Action = (typeof actions)[number];

/** A mistake in the workflow: the message names the input and says what it takes. */
export class InputError extends Error {}

export function input(name: string): string {
	return (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}

/** @throws InputError */
export function required(name: string, action: Action): string {
	const value = input(name);
	if (value === "") throw new InputError(`${name} is missing: ${action} needs it`);
	return value;
}

/** @throws InputError */
export function readAction(): Action {
	const given = input("action");
	const action = actions.find((name) => name === given);
	if (action) return action;
	const allowed = actions.join(", ");
	throw new InputError(
		given === "" ? `action is missing: one of ${allowed}` : `action is ${given}, not one of ${allowed}`,
	);
}

/** @throws InputError */
export function readApiKey(): string {
	const key = input("api-key");
	if (key === "") {
		throw new InputError("api-key is missing: set it from a secret, which runs for forks and Dependabot do not have");
	}
	// Without the key in the message.
	if (!/^[!-~]+$/.test(key))
		throw new InputError("api-key has characters that no key has: is more in the secret than the key?");
	return key;
}

/** Spelled as YAML does. @throws InputError */
export function readErrors(): boolean {
	const given = input("errors");
	if (given === "") return false;
	if (!/^(true|True|TRUE|false|False|FALSE)$/.test(given))
		throw new InputError(`errors is ${given}, not true or false`);
	return given.toLowerCase() === "true";
}

/** Milliseconds. @throws InputError */
export function readPollInterval(): number {
	const seconds = Number(input("poll-interval") || "5");
	if (!(seconds > 0 && seconds <= 3600)) {
		throw new InputError(`poll-interval is ${input("poll-interval")}, not a number of seconds above 0 and up to 3600`);
	}
	return seconds * 1000;
}

/** Undefined when the input is not set. @throws InputError */
export function readChannels(): string[] | undefined {
	const given = input("channels");
	if (given === "") return undefined;
	const channels = given
		.split(",")
		.map((slug) => slug.trim())
		.filter((slug) => slug !== "");
	// Nobody would look like everybody.
	if (channels.length === 0) throw new InputError(`channels is ${given}, which names no channel`);
	return channels;
}
