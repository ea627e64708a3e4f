/** What a button that calls a webhook says about its last press. */
import type { PressOutcome } from "../../protocol.ts";

export type PressState =
	| { phase: "idle" }
	| { phase: "running" }
	| { phase: "answered"; status: number }
	| { phase: "failed"; status: number | null; message: string };

export const IDLE: PressState = { phase: "idle" };

/** Only a 2xx is a success: redirects are not followed. */
export function settled({ status, message }: PressOutcome): PressState {
	if (status === null) return { phase: "failed", status, message: message ?? "It could not be reached" };
	if (status >= 200 && status < 300) return { phase: "answered", status };
	return { phase: "failed", status, message: message ?? `It answered with ${status}` };
}

/** The page's own server did not say what came of it. */
export function refused(reason: unknown): PressState {
	const message = reason instanceof Error && reason.message ? reason.message : "The press was not taken";
	return { phase: "failed", status: null, message };
}

/** For a screen reader; empty when there is nothing to say. */
export function spokenPress(title: string, state: PressState): string {
	switch (state.phase) {
		case "idle":
			return "";
		case "running":
			return `${title} is running`;
		case "answered":
			return `${title} done: answered with ${state.status}`;
		case "failed":
			return `${title} failed: ${state.message}`;
	}
}
