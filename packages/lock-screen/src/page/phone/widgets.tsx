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
	if (format?.kind === "percent" && typeof value === "number") {
		return (
			<li class="as-widget as-widget-ring" title={`${label}: ${text}`}>
				<Ring share={Math.min(1, Math.max(0, value / 100))} label={label} text={text} size={64} />
				<span class="as-widget-label" dir="auto" aria-hidden="true">
					{label}
				</span>
			</li>
		);
	}
	return (
		<li class="as-widget" title={`${label}: ${text}`}>
			<span class="as-widget-label" dir="auto">
				{label}
			</span>
			<span class="as-widget-value" dir="auto" data-length={text.length > 9 ? "long" : "short"}>
				{text}
			</span>
		</li>
	);
}
