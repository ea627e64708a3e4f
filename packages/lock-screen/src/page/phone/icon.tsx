import type { Color } from "../../card.ts";
import { iconOf } from "../../icons/icon-of.ts";

/** The icon of a card on its tile, in place of the SF Symbol. */
export function Icon({ symbol, color }: { symbol: string; color: Color }) {
	return (
		<span class="as-icon" dir="ltr" data-color={color} title={symbol} aria-hidden="true">
			<Glyph symbol={symbol} />
		</span>
	);
}

export function Glyph({ symbol }: { symbol: string }) {
	const icon = iconOf(symbol);
	if ("letters" in icon) return <span class="as-letters">{icon.letters}</span>;
	return (
		<svg class="as-glyph" viewBox="0 0 24 24" aria-hidden="true">
			<path d={icon.path} />
		</svg>
	);
}
