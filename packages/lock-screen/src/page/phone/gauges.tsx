/** Progress as a line and as a ring. Both move by transforms and strokes only, so that a change lays nothing out anew. */

interface Gauge {
	/** 0 to 1. */
	share: number;
	/** What a screen reader calls it. */
	label: string;
	/** What it says its value is. */
	text: string;
}

function meter({ share, label, text }: Gauge, role: "meter" | "progressbar") {
	return {
		role,
		"aria-label": label,
		"aria-valuemin": 0,
		"aria-valuemax": 100,
		"aria-valuenow": Math.round(share * 1000) / 10,
		"aria-valuetext": text,
	} as const;
}

export function Line(gauge: Gauge) {
	return (
		<div class="as-line" {...meter(gauge, "progressbar")}>
			<div class="as-fill" style={{ "--share": gauge.share }} />
		</div>
	);
}

/** `size` in CSS pixels. `plain` leaves the inside empty. */
export function Ring({ size, plain = false, ...gauge }: Gauge & { size: number; plain?: boolean }) {
	return (
		<div class="as-ring" style={{ width: `${size}px`, height: `${size}px` }} {...meter(gauge, "meter")}>
			<svg viewBox="0 0 64 64" aria-hidden="true">
				<circle class="as-ring-track" cx="32" cy="32" r="28" pathLength={100} />
				<circle
					class="as-ring-fill"
					cx="32"
					cy="32"
					r="28"
					pathLength={100}
					style={{ strokeDashoffset: 100 - gauge.share * 100, opacity: gauge.share > 0 ? 1 : 0 }}
				/>
			</svg>
			{!plain && (
				<span class="as-ring-text" data-length={gauge.text.length > 4 ? "long" : "short"} aria-hidden="true">
					{gauge.text}
				</span>
			)}
		</div>
	);
}
