/** What the card of each kind shows under its title. */
import type { Card, CardContent, CardMetric } from "../../card.ts";
import { Line, Ring } from "./gauges.tsx";

type Of<Kind extends CardContent["kind"]> = Extract<CardContent, { kind: Kind }>;

export function Content({ card }: { card: Card }) {
	const { content, title } = card;
	switch (content.kind) {
		case "steps":
			return <Steps content={content} label={title} />;
		case "bar":
			return <Line share={content.share} label={title} text={content.text} />;
		case "metrics":
			return <Metrics metrics={content.metrics} />;
		case "stats":
			return <Stats metrics={content.metrics} />;
		case "message":
			return <Message text={content.text} />;
		case "timer":
			return <Timer content={content} label={title} />;
		case "value":
			return <Value text={content.text} />;
	}
}

function Steps({ content: { current, total, colors }, label }: { content: Of<"steps">; label: string }) {
	return (
		<div
			class="as-steps"
			role="progressbar"
			aria-label={label}
			aria-valuemin={0}
			aria-valuemax={total}
			aria-valuenow={current}
			aria-valuetext={`step ${current} of ${total}`}
			data-many={total > 12}
		>
			{colors.map((color, index) => (
				<span
					key={index}
					class={`as-step${index === current - 1 ? " as-current" : ""}`}
					data-color={color ?? undefined}
					data-done={color !== null}
				/>
			))}
		</div>
	);
}

function Metrics({ metrics }: { metrics: readonly CardMetric[] }) {
	return (
		<ul
			class="as-grid as-metrics"
			data-count={metrics.length}
			data-dense={metrics.length === 4 || metrics.length > 6}
			data-gauges={metrics.some(({ share }) => share !== null)}
		>
			{metrics.map(({ label, text, share, color }, index) => (
				<li key={index} data-color={color}>
					{share === null ? <Figure text={text} /> : <Ring share={share} label={label} text={text} size={56} />}
					<span class="as-label" dir="auto" title={label} aria-hidden={share !== null}>
						{label}
					</span>
				</li>
			))}
		</ul>
	);
}

function Stats({ metrics }: { metrics: readonly CardMetric[] }) {
	return (
		<ul class="as-grid as-stats" data-count={metrics.length} data-dense={metrics.length > 6}>
			{metrics.map(({ label, text, color }, index) => (
				<li key={index} data-color={color}>
					<span class="as-label" dir="auto" title={label}>
						{label}
					</span>
					<Figure text={text} />
				</li>
			))}
		</ul>
	);
}

/** A new text comes in with a small movement of its own: its element is a new one. */
function Figure({ text }: { text: string }) {
	return (
		<span class="as-figure" dir="auto" title={text} data-length={lengthOf(text)}>
			<span key={text}>{text}</span>
		</span>
	);
}

function lengthOf(text: string): "short" | "medium" | "long" {
	if (text.length <= 6) return "short";
	return text.length <= 10 ? "medium" : "long";
}

function Message({ text }: { text: string }) {
	return (
		<p class="as-message" dir="auto" title={text}>
			{text}
		</p>
	);
}

function Timer({ content: { share, text, over }, label }: { content: Of<"timer">; label: string }) {
	if (share === null) return null;
	return <Line share={share} label={`${label}, time that has passed`} text={over ? "time is up" : `${text} left`} />;
}

function Value({ text }: { text: string }) {
	return (
		<p class="as-value" dir="auto" title={text} data-length={text.length > 40 ? "long" : lengthOf(text)}>
			<span key={text}>{text}</span>
		</p>
	);
}
