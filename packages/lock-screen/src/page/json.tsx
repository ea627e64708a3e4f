/** JSON to read; a long one scrolls. */

export interface JsonProps {
	/** Text is shown as it is. */
	value: unknown;
	/** What this is the JSON of, for screen readers. */
	label: string;
}

export function Json({ value, label }: JsonProps) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached with the keyboard for that.
		<section class="json" tabIndex={0} aria-label={label}>
			<pre class="code">{typeof value === "string" ? value : JSON.stringify(value, null, 2)}</pre>
		</section>
	);
}
