/** What a target is known not to do: a list with a reason for each line, so that nobody forgets it. */

/** Reasons by the id of a case or of a rule for answers. */
export type KnownGaps = ReadonlyMap<string, string>;

/** Lines of `id reason`; empty ones and those that begin with `#` say nothing. */
export function parseKnownGaps(text: string): KnownGaps {
	const gaps = new Map<string, string>();
	for (const [index, line] of text.split("\n").entries()) {
		const [, id, reason] = /^(\S+)\s+(\S.*)$/.exec(line.trim()) ?? [];
		if (/^\s*(#|$)/.test(line)) continue;
		if (id === undefined || reason === undefined) {
			throw new TypeError(`Line ${index + 1} of the known gaps has to be an id and a reason: ${line.trim()}`);
		}
		if (gaps.has(id)) throw new TypeError(`Line ${index + 1} of the known gaps names ${id} a second time`);
		gaps.set(id, reason);
	}
	return gaps;
}
