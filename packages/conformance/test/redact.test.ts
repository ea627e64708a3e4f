/** Keys in what a server says, in whatever form. */
import { expect, test } from "vitest";
import { redactor } from "../src/redact.ts";

test.each(["ask_plain", 'ask_"quoted"\\and&<more>', "ask_a b"])("%j is in nothing that is shown", (key) => {
	const redact = redactor([key, ""]);
	for (const text of [key, `x${key}y`, JSON.stringify({ key }), `https://a.example/?key=${encodeURIComponent(key)}`]) {
		const shown = redact(text);
		expect(shown).toContain("[redacted]");
		for (const form of [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])
			expect(shown).not.toContain(form);
	}
	expect(redact("nothing of it")).toBe("nothing of it");
});
