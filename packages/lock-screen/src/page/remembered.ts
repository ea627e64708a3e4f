/** What a user has chosen, for the next visit. A browser may forbid a page to keep anything: then it is forgotten. */

const PREFIX = "activitysmith:";

export function recall(name: string): string | null {
	try {
		return localStorage.getItem(PREFIX + name);
	} catch {
		return null;
	}
}

/** Whether it could be kept. */
export function remember(name: string, value: string): boolean {
	try {
		localStorage.setItem(PREFIX + name, value);
		return true;
	} catch {
		return false;
	}
}
