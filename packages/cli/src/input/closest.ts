/** The word that was probably meant. */

/** `undefined` when none is near. */
export async function closest(word: string, words: readonly string[]): Promise<string | undefined> {
	const { distance } = await import("fastest-levenshtein");
	const [nearest] = words
		.map((candidate) => ({ candidate, far: distance(word, candidate) }))
		.sort((one, other) => one.far - other.far);
	return nearest && nearest.far <= Math.max(1, Math.floor(word.length / 2.5)) ? nearest.candidate : undefined;
}
