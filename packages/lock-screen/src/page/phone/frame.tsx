import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { colorProperties } from "../../colors.ts";

/** Width of each device with its edge, in CSS pixels. */
const WIDTHS = { iphone: 417, ipad: 1084 } as const;

const properties = { light: colorProperties("light"), dark: colorProperties("dark") };

export interface FrameProps {
	name: string;
	model: "iphone" | "ipad";
	wallpaper: "light" | "dark";
	offline: boolean;
	/** Whether the clock makes room. */
	crowded: boolean;
	children: ComponentChildren;
}

/** The device around its screen. It takes the width that there is, up to its own, and is made smaller as a whole. */
export function Frame({ name, model, wallpaper, offline, crowded, children }: FrameProps) {
	const outside = useRef<HTMLDivElement>(null);
	const label = useId();
	const scale = useScale(outside, WIDTHS[model]);
	return (
		<div class={`as-phone as-${model}`} ref={outside}>
			<section
				class={`as-device as-${wallpaper}${crowded ? " as-crowded" : ""}`}
				style={{ ...properties[wallpaper], zoom: scale }}
				aria-labelledby={label}
			>
				<h2 class="as-unseen" id={label}>
					{name}
				</h2>
				<div class="as-screen">
					<div class="as-wallpaper" />
					<StatusBar name={name} offline={offline} />
					{children}
					<div class="as-home" />
				</div>
			</section>
		</div>
	);
}

function useScale(outside: { current: HTMLDivElement | null }, natural: number): number {
	const [scale, setScale] = useState(1);
	useLayoutEffect(() => {
		const element = outside.current;
		if (!element) return;
		const observer = new ResizeObserver(([entry]) => {
			const width = entry?.contentRect.width ?? natural;
			setScale(width > 0 ? Math.min(1, width / natural) : 1);
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, [natural, outside]);
	return scale;
}

function StatusBar({ name, offline }: { name: string; offline: boolean }) {
	return (
		<div class="as-status">
			<span class="as-name" dir="auto" title={name}>
				{name}
			</span>
			<span class="as-signals">
				{offline ? (
					<span class="as-offline" role="img" aria-label="Offline" title="Offline: pushes wait until it returns">
						<svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
							<path d="M10 13.2h.01M6.9 10.1a4.4 4.4 0 0 1 6.2 0M4 7a8.5 8.5 0 0 1 12 0M1.5 4.2a12.2 12.2 0 0 1 17 0M3 1l14 14" />
						</svg>
					</span>
				) : (
					<svg viewBox="0 0 20 16" width="19" height="15" aria-hidden="true">
						<path d="M10 13.2h.01M6.9 10.1a4.4 4.4 0 0 1 6.2 0M4 7a8.5 8.5 0 0 1 12 0" />
					</svg>
				)}
				<svg class="as-battery" viewBox="0 0 28 14" width="27" height="14" aria-hidden="true">
					<rect x=".6" y=".6" width="23.8" height="12.8" rx="4" />
					<rect class="as-charge" x="2.2" y="2.2" width="17" height="9.6" rx="2.6" />
					<path d="M26.6 5v4" />
				</svg>
			</span>
		</div>
	);
}
