import { widgetText } from "../../format.ts";
import type { ShownWidget } from "../../screen.ts";
import { Ring } from "./gauges.tsx";

/** Lock screen widgets under the clock: a percentage is a ring, all else a plate with its label. */
export function Widgets({ widgets }: { widgets: readonly ShownWidget[] }) {
	if (widgets.length === 0) return null;
	return (
		<ul class="as-widgets" aria-label="Widgets">
			{widgets.map((widget) => (
				<Widget key={widget.key} widget={widget} />
			))}
		</ul>
	);
}

function Widget({ widget }: { widget: ShownWidget }) {
	const { key, label = key, value, format } = widget;
	const text = widgetText(widget);
	const share = format?.kind === "percent" && typeof value === "number" ? Math.min(1, Math.max(0, value / 100)) : null;
	return (
		<li class={`as-widget${share === null ? "" : " as-widget-gauge"}`} title={`${label}: ${text}`}>
			{share !== null && <Ring share={share} label={label} text={text} size={44} plain />}
			<span class="as-widget-label" dir="auto">
				{label}
			</span>
			<span class="as-widget-value" dir="auto" data-length={text.length > 8 ? "long" : "short"}>
				{text}
			</span>
		</li>
	);
}
