/** URLs by what they are for. The pattern says the scheme, refinements say what a pattern cannot. */
import * as z from "zod";
import { refuse } from "./refinement.ts";
import { characters } from "./text.ts";

const MAX_URL_LENGTH = 2048;

/** Schemes that run code, or read data of the device or the app itself, when a notification is tapped. */
const forbiddenSchemes = ["about", "activitysmith", "blob", "data", "file", "javascript"];

// RFC 3986, section 3.1: schemes are case-insensitive; JSON Schema patterns have no flags.
function anyCase(scheme: string): string {
	return scheme.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

// URL parsers strip some white space and control characters and keep others, so none is taken at all.
const visible = "[^\\u0000-\\u0020\\u007f-\\u009f]";

function url(pattern: string, allowed: string) {
	const shape = new RegExp(pattern);
	return z
		.string()
		.superRefine((value, ctx) => {
			if (!shape.test(value)) {
				const message = `must be ${allowed}, without white space and control characters`;
				ctx.addIssue({ code: "custom", message });
			} else if (characters(value) > MAX_URL_LENGTH) {
				ctx.addIssue({ code: "too_big", origin: "string", maximum: MAX_URL_LENGTH, inclusive: true });
			} else if (!URL.canParse(value) || !value.isWellFormed()) {
				refuse(ctx, "parsable-url", [], `must be ${allowed}: this one cannot be parsed`);
			}
		})
		.meta({ maxLength: MAX_URL_LENGTH, pattern });
}

/** `https:` only: what our servers or the device fetch themselves. */
export const httpsUrl = url(`^${anyCase("https")}://${visible}+$`, "a URL that begins with https://");

/** What a Live Activity's button may open. */
export const openUrl = url(
	`^(?:${anyCase("https")}|${anyCase("http")}|${anyCase("shortcuts")})://${visible}*$`,
	"a URL that begins with https://, http:// or shortcuts://",
);

/** What a notification, or its button, may open: the web, or any app by its own scheme. */
export const appUrl = url(
	`^[A-Za-z][A-Za-z0-9+.-]*:${visible}+$`,
	"a URL such as https://…, shortcuts://… or an app's own scheme",
).superRefine((value, ctx) => {
	const scheme = value.slice(0, value.indexOf(":")).toLowerCase();
	if (forbiddenSchemes.includes(scheme)) {
		refuse(
			ctx,
			"forbidden-scheme",
			[],
			`must not use the scheme ${scheme} (nor any of ${forbiddenSchemes.join(", ")})`,
		);
	} else if (/^https?:(?!\/\/)/i.test(value)) {
		// The WHATWG parser reads "https:host" as "https://host"; the phone does not.
		refuse(ctx, "parsable-url", [], `must have // behind ${scheme}:`);
	}
});
