import { useMemo } from "preact/hooks";

const day = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric" });
const time = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", hour12: true });

/** As a lock screen writes it, without AM or PM. `at` in epoch milliseconds, in the viewer's time zone. */
function clockText(at: number): string {
	return time
		.formatToParts(at)
		.filter(({ type }) => type !== "dayPeriod")
		.map(({ value }) => value)
		.join("")
		.trim();
}

export function Clock({ now }: { now: number }) {
	const minute = Math.floor(now / 60_000);
	return useMemo(() => {
		const at = minute * 60_000;
		return (
			<div class="as-clock">
				<div class="as-date">{day.format(at)}</div>
				<time class="as-time" dateTime={new Date(at).toISOString()}>
					{clockText(at)}
				</time>
			</div>
		);
	}, [minute]);
}
