/** Sends any operation of the API, with the examples of its document. */
import { useEffect, useState } from "preact/hooks";
import type { PageSettings } from "../../protocol.ts";
import type { Screen } from "../../screen.ts";
import { type Operation, readOperations } from "./document.ts";
import { draftOf } from "./draft.ts";
import { Editor } from "./editor.tsx";
import type { Shown } from "./elsewhere.tsx";

type Loaded = readonly Operation[] | "loading" | "failed";

async function load(document: string): Promise<Loaded> {
	try {
		const response = await fetch(document);
		const operations = response.ok ? readOperations(await response.json()) : [];
		return operations.length > 0 ? operations : "failed";
	} catch {
		return "failed";
	}
}

export interface ComposerProps {
	settings: PageSettings;
	screens: readonly Screen[];
	/** Where what is sent appears, if its key is of this account. */
	shown: Shown;
}

/** The document is fetched when this is first drawn. */
export function Composer({ settings, screens, shown }: ComposerProps) {
	const [loaded, setLoaded] = useState<Loaded>("loading");
	const [attempt, setAttempt] = useState(1);
	useEffect(() => {
		let wanted = true;
		setLoaded("loading");
		void load(settings.document).then((result) => wanted && setLoaded(result));
		return () => {
			wanted = false;
		};
	}, [settings.document, attempt]);
	if (loaded === "loading") return <p class="nothing">Loading the API’s document…</p>;
	if (loaded === "failed") {
		return (
			<div class="nothing" role="alert">
				<p>The API’s document could not be loaded.</p>
				<button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
					Try again
				</button>
			</div>
		);
	}
	return <Loaded operations={loaded} settings={settings} screens={screens} shown={shown} />;
}

/** What shows most at first: a stream. */
const FIRST = "reconcileLiveActivityStream";

function Loaded({ operations, settings, screens, shown }: ComposerProps & { operations: readonly Operation[] }) {
	const first = operations.find(({ id }) => id === FIRST) ?? operations[0];
	if (!first) return null;
	return (
		<Editor
			operations={operations}
			initial={draftOf(first, first.examples[0], screens)}
			settings={settings}
			screens={screens}
			shown={shown}
		/>
	);
}
