/** Compares two pictures as eyes do. */
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

export interface Difference {
	/**
	 * How many pixels differ, as a share of those that are not of the plain background; the smooth edges of letters and
	 * lines are let off. 1 when the sizes differ.
	 */
	share: number;
	/** PNG that shows where; `null` when the sizes differ. */
	picture: Buffer | null;
}

/** From 0 to 1: how far apart two colours may be. */
const THRESHOLD = 0.03;

/** Pixels of another colour than the most frequent one. */
function drawn({ data }: PNG): number {
	const counts = new Map<number, number>();
	for (let at = 0; at < data.length; at += 4) {
		const color = data.readUInt32BE(at);
		counts.set(color, (counts.get(color) ?? 0) + 1);
	}
	return data.length / 4 - Math.max(...counts.values());
}

export function difference(stored: Buffer, actual: Buffer): Difference {
	const [before, now] = [PNG.sync.read(stored), PNG.sync.read(actual)];
	const { width, height } = before;
	if (width !== now.width || height !== now.height) return { share: 1, picture: null };
	const shown = new PNG({ width, height });
	const pixels = pixelmatch(before.data, now.data, shown.data, width, height, { threshold: THRESHOLD });
	return { share: pixels / Math.max(drawn(before), drawn(now), 1), picture: PNG.sync.write(shown) };
}

/**
 * The same picture in fewer bytes: browsers are in a hurry.
 *
 * @param step How far apart two shades are at least. Browsers mix those of a gradient like sand, and that compresses badly.
 */
export function compressed(picture: Buffer, step = 1): Buffer {
	const png = PNG.sync.read(picture);
	let opaque = true;
	for (const [at, value] of png.data.entries()) {
		if (at % 4 === 3) opaque &&= value === 255;
		else png.data[at] = Math.min(255, Math.round(value / step) * step);
	}
	return PNG.sync.write(png, { colorType: opaque ? 2 : 6, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}
