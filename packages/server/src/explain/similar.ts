/** Names like one that is not there. */
import { distance } from "fastest-levenshtein";

const MOST = 3;
/** Share of the characters that may be wrong, but always a few. */
const WRONG = 0.4;
const FEW_WRONG = 2;

/** The nearest first, at most three. What one begins with the other does, too, is near. */
export function similarTo(name: string, known: readonly string[]): string[] {
	const asked = name.toLowerCase();
	return known
		.map((key) => {
			const other = key.toLowerCase();
			const wrong = distance(asked, other);
			const isNear =
				wrong <= Math.max(FEW_WRONG, Math.max(asked.length, other.length) * WRONG) ||
				(asked.length > FEW_WRONG && (other.startsWith(asked) || asked.startsWith(other)));
			return { key, wrong: isNear ? wrong : Number.POSITIVE_INFINITY };
		})
		.filter(({ wrong }) => wrong < Number.POSITIVE_INFINITY)
		.sort((a, b) => a.wrong - b.wrong || (a.key < b.key ? -1 : 1))
		.slice(0, MOST)
		.map(({ key }) => key);
}
