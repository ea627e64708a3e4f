/** Keeps what has left a list where it was, until it has been seen to leave. */

export interface Present<Item> {
	id: string;
	item: Item;
	leaving: boolean;
}

/**
 * `items` in their order, with those of `before` that are gone from it still beside their old neighbours, marked as
 * leaving. One that comes back is simply there again.
 */
export function presentItems<Item>(
	before: readonly Present<Item>[],
	items: readonly { id: string; item: Item }[],
): Present<Item>[] {
	const here = new Set(items.map(({ id }) => id));
	const after: Present<Item>[] = items.map(({ id, item }) => ({ id, item, leaving: false }));
	before.forEach((entry, index) => {
		if (here.has(entry.id)) return;
		const previous = before[index - 1];
		const place = previous ? after.findIndex(({ id }) => id === previous.id) + 1 : 0;
		after.splice(place, 0, { ...entry, leaving: true });
	});
	return after;
}
