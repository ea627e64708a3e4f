/** A button that copies a text, and says that it has. */
import { useEffect, useState } from "preact/hooks";

const SHOWN_MS = 2000;

/** As browsers did it before there was an API for it: that one is missing on pages from another machine without TLS. */
function copyOldWay(text: string): boolean {
	const area = document.createElement("textarea");
	area.value = text;
	area.className = "hidden";
	const focused = document.activeElement;
	document.body.append(area);
	area.select();
	try {
		return document.execCommand("copy");
	} finally {
		area.remove();
		if (focused instanceof HTMLElement) focused.focus();
	}
}

async function copy(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copyOldWay(text);
	}
}

export interface CopyButtonProps {
	/** Such as `Copy as curl`. */
	label: string;
	/** Made when it is asked for. */
	text: () => string;
}

export function CopyButton({ label, text }: CopyButtonProps) {
	const [said, setSaid] = useState("");
	useEffect(() => {
		if (said === "") return;
		const timer = setTimeout(() => setSaid(""), SHOWN_MS);
		return () => clearTimeout(timer);
	}, [said]);
	const onClick = () => void copy(text()).then((done) => setSaid(done ? "Copied" : "The browser does not allow it"));
	return (
		<button type="button" class="button" onClick={onClick}>
			{label}
			<span class="said" role="status">
				{said}
			</span>
		</button>
	);
}
