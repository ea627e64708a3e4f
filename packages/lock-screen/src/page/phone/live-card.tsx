import type { Card } from "../../card.ts";
import { Buttons } from "./buttons.tsx";
import { Content } from "./content.tsx";
import { Icon } from "./icon.tsx";

/** The inside of a Live Activity's card, on the lock screen and in the expanded Dynamic Island. */
export function LiveCard({ card, note }: { card: Card; note: string | null }) {
	const { title, subtitle, icon, content, activityId, buttons } = card;
	return (
		<>
			<header class="as-head">
				{icon && <Icon {...icon} />}
				<div class="as-titles">
					<h3 class="as-title" title={title}>
						{title}
					</h3>
					{subtitle && (
						<p class="as-subtitle" dir="auto" title={subtitle}>
							{subtitle}
						</p>
					)}
				</div>
				<Aside card={card} note={note} />
			</header>
			<div class={`as-content as-${content.kind}-content`}>
				<Content card={card} />
			</div>
			{buttons.length > 0 && <Buttons buttons={buttons} on={{ activityId }} />}
		</>
	);
}

/** At the end of the title's row: how things stand, the badge, and the number that the content is about. */
function Aside({ card: { content, badge, statusText }, note }: { card: Card; note: string | null }) {
	const standing = note ?? statusText;
	return (
		<div class="as-aside">
			{(badge || standing) && (
				<span class="as-tags">
					{standing && <span class="as-standing">{standing}</span>}
					{badge && (
						<span class="as-badge" data-color={badge.color} dir="auto" title={badge.title}>
							{badge.title}
						</span>
					)}
				</span>
			)}
			{content.kind === "timer" && (
				<span class={`as-timer${content.paused ? " as-paused" : ""}`} role="timer">
					{content.text}
				</span>
			)}
			{(content.kind === "steps" || content.kind === "bar") && (
				<span class="as-amount" dir="auto">
					{content.text}
				</span>
			)}
		</div>
	);
}
