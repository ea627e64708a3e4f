/** What came of a README's snippets, against what it should be. */
import { expect } from "vitest";
import type { Section } from "./readme.ts";
import type { SnippetRun } from "./readme-run.ts";

/** What a snippet brings. What is left out must not have changed. */
export interface Shown {
	/** In parts, one for each call. */
	answers: object[];
	/** On the lock screen, as text. */
	cards?: string[];
	/** In parts. */
	notifications?: object[];
	badge?: number;
	widgets?: Record<string, unknown>;
	/** For what the mock does not do yet: what the client says instead of the last answer. It must say so. */
	gap?: RegExp;
}

export function expectShown({ snippets }: Section, runs: Map<number, SnippetRun>, shown: Shown[] = []): void {
	expect(shown).toHaveLength(snippets.length);
	for (const [index, { line, calls }] of snippets.entries()) {
		const { answers, cards = [], notifications = [], badge, widgets = {}, gap } = shown[index] as Shown;
		const run = runs.get(line);
		// A call that the README has is a call that was made.
		expect(run?.calls.map(({ call }) => call)).toEqual(calls);
		const results = run?.calls.map(({ answer, error }) => answer ?? error);
		const expected = gap ? [...answers, { message: expect.stringMatching(gap) }] : answers;
		expect(results).toMatchObject(expected);
		expect(run?.change).toMatchObject({ cards, notifications });
		expect(run?.change.widgets).toEqual(widgets);
		expect(run?.change.badge).toBe(badge);
	}
}
