/** What there is room for beside the camera, in the Dynamic Island. */
import type { Card } from "./card.ts";

/** A few characters, such as `2/3`; empty where there is nothing so short to say. */
export function shortText({ content, badge }: Card): string {
	switch (content.kind) {
		case "steps":
			return `${content.current}/${content.total}`;
		case "bar":
			return content.percentage ?? content.text;
		case "metrics":
		case "stats":
			return content.metrics[0]?.text ?? "";
		case "message":
			return badge?.title ?? "";
		default:
			return content.text;
	}
}
