/** The order of deadlines, against a list that is sorted each time. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Deadlines } from "../src/deadlines.ts";

const change = fc.record({
	id: fc.constantFrom(..."abcdefgh"),
	at: fc.option(fc.nat(20)),
	times: fc.constantFrom(1, 1, 1, 100),
	look: fc.option(fc.nat(20)),
});

test("whatever is set and unset, the next is the earliest that holds, and all that are due are found once", () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
			const deadlines = new Deadlines();
			const expected = new Map<string, number>();
			for (const { id, at, times, look } of changes) {
				// Many that do not hold any more, so that the queue is made anew.
				for (let time = 1; time < times; time += 1) deadlines.set(id, 1000 + time);
				deadlines.set(id, at);
				if (at === null) expected.delete(id);
				else expected.set(id, at);
				expect(deadlines.get(id)).toBe(at);
				const first = Math.min(...expected.values());
				expect(deadlines.next()).toBe(expected.size > 0 ? first : undefined);
				if (look === null) continue;
				const due = deadlines.until(look);
				const all = [...expected].filter(([, time]) => time <= look);
				expect(due.map(({ activityId }) => activityId).sort()).toEqual(all.map(([name]) => name).sort());
				expect(due.map((deadline) => deadline.at)).toEqual(all.map(([, time]) => time).sort((a, b) => a - b));
			}
		}),
	);
});
