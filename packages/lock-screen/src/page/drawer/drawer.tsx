/** What arrived, newest first: one row for each request, with what it led to. */
import { useMemo, useRef, useState } from "preact/hooks";
import type { Row } from "../rows.ts";
import { Detail } from "./detail.tsx";
import { activityTitle, filterRows, rowTime, rowTitle, timeText } from "./row-text.ts";

/** How many rows are drawn at first, and with each wish for more. */
const PAGE = 100;

interface RowViewProps {
	row: Row;
	open: boolean;
	onToggle: (id: string) => void;
	origin: string;
	deviceNames: ReadonlyMap<string, string>;
}

/** A row that has not changed is the same node, which is not drawn again. */
function RowView({ row, open, onToggle, origin, deviceNames }: RowViewProps) {
	return useMemo(() => {
		const { request, pushes } = row;
		const title = activityTitle(row);
		const detail = `detail ${row.id}`.replaceAll(" ", "-");
		return (
			<li class="row">
				<button
					type="button"
					class="summary"
					aria-expanded={open}
					aria-controls={open ? detail : undefined}
					onClick={() => onToggle(row.id)}
				>
					<time class="time" dateTime={new Date(rowTime(row)).toISOString()}>
						{timeText(rowTime(row))}
					</time>
					<span class="operation">{rowTitle(row)}</span>
					{request ? (
						<>
							<span class="status" data-good={request.status >= 200 && request.status < 300}>
								{request.status || "no answer"}
							</span>
							<span class="decision">{request.decision}</span>
						</>
					) : (
						<span class="decision">without a request</span>
					)}
					{pushes.length > 0 && (
						<span class="count">
							{pushes.length} <span class="hidden">{pushes.length === 1 ? "push" : "pushes"}</span>
						</span>
					)}
					{(title !== null || request?.key) && (
						<span class="subject">
							{title !== null && <span dir="auto">{title}</span>}
							{request?.key && <span class="key">{request.key}</span>}
						</span>
					)}
					{request?.because && <span class="because">{request.because}</span>}
				</button>
				{open && (
					<div id={detail}>
						<Detail row={row} origin={origin} deviceNames={deviceNames} />
					</div>
				)}
			</li>
		);
	}, [row, open, onToggle, origin, deviceNames]);
}

export interface DrawerProps {
	rows: readonly Row[];
	origin: string;
	deviceNames: ReadonlyMap<string, string>;
	onClear: () => void;
}

function newSince(rows: readonly Row[], held: readonly Row[]): number {
	const known = new Set(held.map(({ id }) => id));
	return rows.filter(({ id }) => !known.has(id)).length;
}

export function Drawer({ rows, origin, deviceNames, onClear }: DrawerProps) {
	const [filter, setFilter] = useState("");
	const [held, setHeld] = useState<readonly Row[] | null>(null);
	const [shown, setShown] = useState(PAGE);
	const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
	const field = useRef<HTMLInputElement>(null);
	const toggle = useMemo(
		() => (id: string) =>
			setOpen((before) => {
				const after = new Set(before);
				if (!after.delete(id)) after.add(id);
				return after;
			}),
		[],
	);
	const found = useMemo(() => filterRows(held ?? rows, filter), [held ?? rows, filter]);
	const waiting = held ? newSince(rows, held) : 0;
	const clear = () => {
		onClear();
		setHeld(null);
		setOpen(new Set());
		setShown(PAGE);
		// The button goes with the rows: whoever used it goes on here.
		field.current?.focus();
	};
	return (
		<div class="drawer">
			<div class="tools">
				<input
					ref={field}
					type="search"
					class="input filter"
					placeholder="Filter"
					aria-label="Filter what arrived"
					value={filter}
					onInput={({ currentTarget }) => setFilter(currentTarget.value)}
				/>
				<button type="button" class="button" aria-pressed={held !== null} onClick={() => setHeld(held ? null : rows)}>
					Pause{waiting > 0 && ` (${waiting} new)`}
				</button>
				<button type="button" class="button" disabled={rows.length === 0} onClick={clear}>
					Clear
				</button>
			</div>
			{found.length === 0 ? (
				<p class="nothing">{filter ? "Nothing of what arrived has these words." : "Nothing has arrived yet."}</p>
			) : (
				<ol class="rows" reversed>
					{found.slice(0, shown).map((row) => (
						<RowView
							key={row.id}
							row={row}
							open={open.has(row.id)}
							onToggle={toggle}
							origin={origin}
							deviceNames={deviceNames}
						/>
					))}
				</ol>
			)}
			{found.length > shown && (
				<button type="button" class="button more" onClick={() => setShown(shown + PAGE)}>
					Show older ones ({found.length - shown})
				</button>
			)}
		</div>
	);
}
