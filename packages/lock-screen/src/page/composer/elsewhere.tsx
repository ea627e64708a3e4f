/** Says when what was sent has gone to another account than the one that is shown. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Row } from "../rows.ts";
import { requestIdOf, type Sent } from "./draft.ts";

/** How long after its answer a request may take to be told of, in milliseconds. */
const TOLD_MS = 1_000;

export interface Shown {
	/** Id of the account that is shown. */
	account: string;
	accounts: readonly string[];
	/** What arrived at it. */
	rows: readonly Row[];
}

/** Only the server knows whose a key is; where there is but one account, it can be nobody else's. */
export function KeyHint({ account, accounts }: Shown) {
	if (accounts.length < 2) return null;
	return <p class="muted hint">This page shows {account}. What another account’s key sends appears there, not here.</p>;
}

export function Elsewhere({ sent, account, accounts, rows }: Shown & { sent: Sent }) {
	const [awaited, setAwaited] = useState<Sent | null>(null);
	const arrived = useRef(new Set<Sent>());
	useEffect(() => {
		const timer = setTimeout(() => setAwaited(sent), TOLD_MS);
		return () => clearTimeout(timer);
	}, [sent]);
	const id = requestIdOf(sent.outcome);
	if (rows.some(({ request }) => request?.id === id)) arrived.current.add(sent);
	const isElsewhere = id !== null && accounts.length > 1 && awaited === sent && !arrived.current.has(sent);
	// A key that is nobody's is refused, and the answer says so.
	if (!isElsewhere || sent.outcome.status === 401) return null;
	return <p class="line elsewhere">It went to another account than {account}: nothing of it appears here.</p>;
}
