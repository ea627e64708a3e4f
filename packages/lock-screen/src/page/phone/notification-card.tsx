import { useMemo, useRef, useState } from "preact/hooks";
import { ageText } from "../../age.ts";
import type { ShownNotification } from "../../screen.ts";
import { Buttons } from "./buttons.tsx";
import { AppIcon } from "./dock.tsx";
import { useHold } from "./hold.ts";
import { hrefOf } from "./href.ts";
import { Media, RemoteIcon } from "./media.tsx";

export interface NotificationCardProps {
	notification: ShownNotification;
	/** Epoch milliseconds. */
	now: number;
}

/** A notification as it stands in the list. Nothing of it is loaded before a user expands it. */
export function NotificationCard({ notification, now }: NotificationCardProps) {
	const [expanded, setExpanded] = useState(false);
	const article = useRef<HTMLElement>(null);
	const hold = useHold(() => setExpanded(true));
	const age = ageText(notification.receivedAt, now);
	const { aps, activitysmith } = notification.body;
	// Pushes come as new objects with every event: what they say is what counts.
	const text = JSON.stringify(notification.body);
	return useMemo(() => {
		const { media, icon, redirection, actions = [] } = activitysmith;
		const { title } = aps.alert;
		const expandable = Boolean(media || icon || actions.length > 0 || (aps.alert.body?.length ?? 0) > 120);
		return (
			<article
				ref={article}
				// The title says which way all of it runs.
				dir="auto"
				class={`as-note${expanded ? " as-expanded-note" : ""}`}
				aria-label={spokenNotification(notification, age)}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: Enter expands the focused notification
				tabIndex={0}
				onKeyDown={(event) => {
					if (event.key === "Escape" && expanded) {
						setExpanded(false);
						article.current?.focus();
					}
					if (event.key === "Enter" && event.target === event.currentTarget) setExpanded(!expanded);
				}}
				{...hold}
			>
				<div class="as-note-row">
					{expanded && icon ? <RemoteIcon url={icon} /> : <AppIcon size={38} />}
					<NotificationText notification={notification} age={age} href={hrefOf(redirection ?? media)} />
				</div>
				{expandable && (
					<button
						type="button"
						class="as-chevron"
						data-no-hold
						aria-expanded={expanded}
						aria-label={`${expanded ? "Collapse" : "Expand"} ${title}`}
						onClick={() => setExpanded(!expanded)}
					>
						<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
							<path d="M6 9l6 6 6-6" />
						</svg>
					</button>
				)}
				{expanded && media && <Media url={media} label={title} />}
				{expanded && actions.length > 0 && (
					<div data-no-hold>
						<Buttons
							buttons={actions.map((action) => ({
								...action,
								url: action.type === "open_url" ? (action.url ?? "") : null,
							}))}
							on={{ notificationId: activitysmith.id }}
						/>
					</div>
				)}
			</article>
		);
	}, [text, age, expanded, hold]);
}

function isUrgent({ body }: ShownNotification): boolean {
	return body.aps["interruption-level"] === "time-sensitive";
}

function spokenNotification(notification: ShownNotification, age: string): string {
	const { title, subtitle, body } = notification.body.aps.alert;
	const urgent = isUrgent(notification) && "time-sensitive";
	return ["ActivitySmith", urgent, title, subtitle, body, age].filter(Boolean).join(", ");
}

export interface NotificationTextProps {
	notification: ShownNotification;
	age: string;
	/** What a tap opens; `null` for nothing. */
	href: string | null;
}

/** Title, subtitle and body. Where a tap opens something, the title is a link that covers the whole of it. */
export function NotificationText({ notification, age, href }: NotificationTextProps) {
	const { title, subtitle, body } = notification.body.aps.alert;
	return (
		<div class="as-note-text">
			{isUrgent(notification) && (
				<span class="as-urgent" dir="ltr">
					Time Sensitive
				</span>
			)}
			<div class="as-note-head">
				<h3 class="as-note-title" title={title}>
					{href === null ? (
						title
					) : (
						<a href={href} target="_blank" rel="noopener noreferrer">
							{title}
						</a>
					)}
				</h3>
				<span class="as-age">{age}</span>
			</div>
			{subtitle && (
				<p class="as-note-subtitle" dir="auto">
					{subtitle}
				</p>
			)}
			{body && (
				<p class="as-note-body" dir="auto">
					{body}
				</p>
			)}
		</div>
	);
}
