import { badgeText } from "../../age.ts";

/** The app's own icon: a pulse that arrives. */
export function AppIcon({ size }: { size: number }) {
	return (
		<svg class="as-app-icon" viewBox="0 0 60 60" width={size} height={size} aria-hidden="true">
			<path class="as-app-line" d="M12 33h8l5-14 9 25 6-17 2.5 6H48" />
		</svg>
	);
}

export function Dock({ badge }: { badge: number }) {
	const text = badgeText(badge);
	return (
		<div class="as-dock">
			<span class="as-control" aria-hidden="true">
				<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
					<path d="M8 3h8v3.2l-2 3V20a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V9.2l-2-3zM8 6h8M12 12v2" />
				</svg>
			</span>
			<div class="as-app" role="img" aria-label={text ? `ActivitySmith, badge ${badge}` : "ActivitySmith"}>
				<AppIcon size={56} />
				{text && (
					<span class="as-count" key={text}>
						{text}
					</span>
				)}
			</div>
			<span class="as-control" aria-hidden="true">
				<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
					<path d="M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z" />
					<circle cx="12" cy="13" r="3.6" />
				</svg>
			</span>
		</div>
	);
}
