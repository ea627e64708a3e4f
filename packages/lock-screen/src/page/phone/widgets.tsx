import { widgetText } from "../../format.ts";
import type { ShownWidget } from "../../screen.ts";
import { Ring } from "./gauges.tsx";

/** As many as a small widget takes; a wide one takes two. */
const CELLS_IN_A_ROW = 4;

/** What a cell has room for, in characters. */
const ROOM = { label: 11, value: 7, ring: 5 } as const;

interface Plan {
	widget: ShownWidget;
	label: string;
	text: string;
	/** 0 to 1 of a percentage. */
	share: number | null;
	wide: boolean;
}

function planOf(widget: ShownWidget): Plan {
	const { key, label = key, value, format } = widget;
	const text = widgetText(widget);
	const share = format?.kind === "percent" && typeof value === "number" ? Math.min(1, Math.max(0, value / 100)) : null;
	const wide = label.length > ROOM.label || text.length > (share === null ? ROOM.value : ROOM.ring);
	return { widget, label, text, share, wide };
}

/** Lock screen widgets under the clock: a percentage is a ring, all else a plate with its label. */
export function Widgets({ widgets }: { widgets: readonly ShownWidget[] }) {
	if (widgets.length === 0) return null;
	const plans = widgets.map(planOf);
	const cells = plans.reduce((sum, { wide }) => sum + (wide ? 2 : 1), 0);
	return (
		<ul class="as-widgets" aria-label="Widgets" style={{ "--cells": Math.min(CELLS_IN_A_ROW, cells) }}>
			{plans.map((plan) => (
				<Widget key={plan.widget.key} {...plan} />
			))}
		</ul>
	);
}

function Widget({ label, text, share, wide }: Plan) {
	return (
		<li
			class={`as-widget${wide ? " as-wide-widget" : ""}${share === null ? "" : " as-widget-gauge"}`}
			title={`${label}: ${text}`}
		>
			{share !== null && <Ring share={share} label={label} text={text} size={44} plain={wide} />}
			<span class="as-widget-label" dir="auto">
				{label}
			</span>
			{(share === null || wide) && (
				<span class="as-widget-value" dir="auto" data-length={text.length > (wide ? 11 : 6) ? "long" : "short"}>
					{text}
				</span>
			)}
		</li>
	);
}
