/** URLs by what they are for. The pattern says the scheme, a refinement says that the rest parses. */
import { z } from "zod";
import { refuse } from "./refinement.ts";

const MAX_URL_LENGTH = 2048;

/** Schemes that run code, or read data of the device or the app itself, when a notification is tapped. */
const forbiddenSchemes = ["about", "activitysmith", "blob", "data", "file", "javascript"];

// RFC 3986, section 3.1: schemes are case-insensitive; JSON Schema patterns have no flags.
function anyCase(scheme: string): string {
	return scheme.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

// No white space and no control characters anywhere: URL parsers strip some of them, others do not.
const rest = "[^\\u0000-\\u0020\\u007f]+$";

function schemes(...names: string[]): RegExp {
	return new RegExp(`^(?:${names.map(anyCase).join("|")})://${rest}`);
}

function url(pattern: RegExp, allowed: string) {
	return z
		.string()
		.max(MAX_URL_LENGTH)
		.regex(pattern, { error: `must be ${allowed}` })
		.superRefine((value, ctx) => {
			if (!URL.canParse(value) || !value.isWellFormed()) {
				refuse(ctx, "parsable-url", [], `must be ${allowed}: this one cannot be parsed`);
			}
		});
}

/** `https:` only: what our servers or the device fetch themselves. */
export const httpsUrl = url(schemes("https"), "a URL that begins with https://");

/** What a Live Activity's button may open. */
export const openUrl = url(
	schemes("https", "http", "shortcuts"),
	"a URL that begins with https://, http:// or shortcuts://",
);

/** What a notification, or its button, may open: the web, or any app by its own scheme. */
export const appUrl = url(
	new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${rest}`),
	"a URL such as https://…, shortcuts://… or an app's own scheme",
).superRefine((value, ctx) => {
	const scheme = value.slice(0, value.indexOf(":")).toLowerCase();
	if (forbiddenSchemes.includes(scheme)) {
		refuse(
			ctx,
			"forbidden-scheme",
			[],
			`must not use the scheme ${scheme}: (nor any of ${forbiddenSchemes.join(", ")})`,
		);
	}
});
