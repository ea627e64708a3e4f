/** What was sent from here, and what was answered. */
import { Json } from "../json.tsx";
import { pathOf, type Sent } from "./draft.ts";

export function Result({ sent: { outcome } }: { sent: Sent }) {
	const { status, headers, body } = outcome;
	return (
		<section class="result" aria-label="Answer">
			<p class="line">
				<span class="status" data-good={status !== null && status < 300}>
					{status ?? "no answer"}
				</span>
			</p>
			<Json value={body || "No body."} label="Body of the answer" />
			{headers.length > 0 && (
				<details>
					<summary>Headers ({headers.length})</summary>
					<pre class="code">{headers.map(([name, value]) => `${name}: ${value}`).join("\n")}</pre>
				</details>
			)}
		</section>
	);
}

export interface HistoryProps {
	/** Newest first. */
	sent: readonly Sent[];
	looked: Sent | null;
	onChoose: (sent: Sent) => void;
}

export function History({ sent, looked, onChoose }: HistoryProps) {
	if (sent.length === 0) return null;
	return (
		<section class="history" aria-labelledby="history-title">
			<h3 id="history-title">Sent from here</h3>
			<ul>
				{sent.map((entry) => (
					<li key={entry.number}>
						<button
							type="button"
							class="summary"
							aria-current={entry === looked ? "true" : undefined}
							onClick={() => onChoose(entry)}
						>
							<span class="status" data-good={entry.outcome.status !== null && entry.outcome.status < 300}>
								{entry.outcome.status ?? "no answer"}
							</span>
							<span class="key">
								{entry.draft.operation.method} {pathOf(entry.draft)}
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
