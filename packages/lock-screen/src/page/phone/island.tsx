import { useEffect, useRef, useState } from "preact/hooks";
import type { Card } from "../../card.ts";
import { colorProperties } from "../../colors.ts";
import { shortText } from "../../short-text.ts";
import { useFitted } from "./fitted.ts";
import { useHold } from "./hold.ts";
import { Glyph } from "./icon.tsx";
import { LiveCard } from "./live-card.tsx";

/** What changes by itself or in small steps. */
const COUNTING: ReadonlySet<Card["content"]["kind"]> = new Set(["steps", "bar", "timer"]);

/** The island is black whatever the wallpaper. */
const properties = colorProperties("dark");

/** The newest activity that is running in its compact form, the next one as a circle beside it; a press expands one. */
export function Island({ cards }: { cards: readonly Card[] }) {
	const running = cards.filter(({ status }) => status === "active" || status === "stale");
	const [expanded, setExpanded] = useState<string | null>(null);
	const [first, second] = running;
	const open = running.find(({ activityId }) => activityId === expanded) ?? null;
	const outside = useRef<HTMLElement>(null);
	useEffect(() => {
		if (!open) return;
		const onPointerDown = ({ target }: PointerEvent) => {
			if (!outside.current?.contains(target as Node)) setExpanded(null);
		};
		document.addEventListener("pointerdown", onPointerDown);
		return () => document.removeEventListener("pointerdown", onPointerDown);
	}, [open !== null]);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a region would be a landmark of each device
		<section
			ref={outside}
			role="group"
			class={`as-island${first ? " as-busy" : ""}${open ? " as-open" : ""}`}
			style={properties}
			aria-label="Dynamic Island"
			onKeyDown={(event) => {
				if (event.key !== "Escape" || !open) return;
				setExpanded(null);
				outside.current?.querySelector<HTMLElement>(`[data-activity="${CSS.escape(open.activityId)}"]`)?.focus();
			}}
		>
			{first ? (
				<Compact card={first} open={open === first} alone={!second} onToggle={setExpanded} />
			) : (
				<div class="as-pill" />
			)}
			{second && <Minimal card={second} open={open === second} onToggle={setExpanded} />}
			{open && (
				<article class="as-expanded" dir="auto" data-color={open.color} aria-label={`${open.title}, expanded`}>
					<LiveCard card={open} note={null} />
				</article>
			)}
		</section>
	);
}

interface PillProps {
	card: Card;
	open: boolean;
	onToggle: (activityId: string | null) => void;
}

function usePill({ card, open, onToggle }: PillProps) {
	const { activityId } = card;
	const hold = useHold(() => onToggle(activityId));
	return {
		type: "button" as const,
		"data-color": card.icon?.color ?? card.color,
		"data-activity": activityId,
		"aria-expanded": open,
		...hold,
		onClick: () => onToggle(open ? null : activityId),
	};
}

function Compact({ alone, ...props }: PillProps & { /** Without another one beside it. */ alone: boolean }) {
	const { card } = props;
	const [element, text] = useFitted<HTMLSpanElement>(shortText(card), alone);
	return (
		<button {...usePill(props)} class="as-pill as-compact">
			<Leading card={card} />
			<Name card={card} />
			<span
				ref={element}
				class={`as-trailing${COUNTING.has(card.content.kind) ? " as-counts" : ""}`}
				dir="auto"
				aria-hidden="true"
			>
				{text}
			</span>
		</button>
	);
}

function Minimal(props: PillProps) {
	return (
		<button {...usePill(props)} class="as-pill as-minimal">
			<Leading card={props.card} />
			<Name card={props.card} />
		</button>
	);
}

/** What a screen reader calls it: whole, whatever there is room for. */
function Name({ card }: { card: Card }) {
	return <span class="as-unseen">{[card.title, shortText(card)].filter(Boolean).join(", ")}</span>;
}

/** The icon; without one a dot in the activity's colour. */
function Leading({ card: { icon } }: { card: Card }) {
	return <span class="as-leading">{icon ? <Glyph symbol={icon.symbol} /> : <span class="as-dot" />}</span>;
}
