/** What the printers of code and of signatures for Ruby have in common. */
import { type Api, fieldsOf, type Operation, type Type } from "./model.ts";
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

/** Kinds that are shown as steps, by names that only old code uses. */
const LEGACY = new Set(["counter", "countdown"]);

function choices(type: Type | undefined): string[] {
	const literals = type?.kind === "union" ? type.members.find(({ kind }) => kind === "literals") : type;
	if (literals?.kind !== "literals") throw new TypeError("a choice of texts is needed");
	return literals.values.map(String).filter((value) => !LEGACY.has(value));
}

/** The choices that have names in Ruby: texts by their constants. */
export function constantsOf(api: Api) {
	const field = (of: string, name: string) => fieldsOf(api, of).find((one) => one.name === name)?.type;
	const named = (texts: string[], prefix = "") =>
		new Map(texts.map((text) => [prefix + text.toUpperCase().replaceAll("-", "_"), text] as const));
	return {
		colors: named(choices(api.requests.find(({ name }) => name === "LiveActivityColor")?.type)),
		levels: named(choices(field("PushNotificationRequest", "interruption_level"))),
		types: named(choices(field("ContentStateStart", "type")), "TYPE_"),
	};
}

export const modules = [
	{ name: "LiveActivityColor", doc: "The colours.", of: "colors" },
	{ name: "PushInterruptionLevel", doc: "How much a notification interrupts, by Apple's names.", of: "levels" },
] as const;
