/** What a user does with a device, told to the server. */
import type { PageSettings, Press, PressOutcome, Swipe } from "../protocol.ts";

function post(path: string, body: unknown): Promise<Response> {
	return fetch(path, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
}

/** Never rejects: what went wrong is an outcome too. */
export async function sendPress(settings: PageSettings, account: string, press: Press): Promise<PressOutcome> {
	try {
		const response = await post(withAccount(settings.press, account), press);
		const answer = (await response.json()) as PressOutcome & { message?: string };
		if (response.ok) return answer;
		return { status: null, message: answer.message ?? `The server answered with ${response.status}.` };
	} catch {
		return { status: null, message: "The server could not be reached." };
	}
}

/** Whether the server has taken it. The screen changes with the next event. */
export async function sendSwipe(settings: PageSettings, account: string, swipe: Swipe): Promise<boolean> {
	try {
		return (await post(withAccount(settings.dismiss, account), swipe)).ok;
	} catch {
		return false;
	}
}

/** `account` is empty for the first. */
export function withAccount(path: string, account: string): string {
	return account === "" ? path : withQuery(path, { account });
}

/** Adds to the query that the path may have. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
	return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`;
}
