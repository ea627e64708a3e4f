/** What the printers of code and of signatures for Ruby have in common. */
import type { Api, Operation } from "./model.ts";
import { placeOf } from "./surface.ts";

const LINE = 120;

/** A comment of as many lines as it takes. */
export function commented(text: string, indent: string): string {
	const lines: string[] = [];
	for (const paragraph of text.replaceAll("`null`", "`nil`").split("\n")) {
		let line = "";
		for (const word of paragraph.split(" ")) {
			if (line !== "" && `${indent}# ${line} ${word}`.length > LINE) {
				lines.push(line);
				line = word;
			} else line = line === "" ? word : `${line} ${word}`;
		}
		lines.push(line);
	}
	return lines.map((line) => `${indent}#${line && ` ${line}`}\n`).join("");
}

export const resources = {
	notifications: { name: "Notifications", doc: "Push notifications." },
	live_activities: { name: "LiveActivities", doc: "Live Activities on the lock screen and in the Dynamic Island." },
};

/** Operations whose methods are all of one form. The others have a value that comes first, and are written by hand. */
export function regularOperations(api: Api, resource: string): Operation[] {
	return api.operations.filter(({ id }) => placeOf(id).resource === resource);
}
