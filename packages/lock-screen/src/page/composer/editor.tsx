/** The form of the composer, and what came of what it sent. */
import { useId, useMemo, useState } from "preact/hooks";
import { curlOf } from "../calls/curl.ts";
import { sdkCallOf } from "../calls/sdk.ts";
import { CopyButton } from "../copy-button.tsx";
import type { ComposerProps } from "./composer.tsx";
import type { Operation } from "./document.ts";
import { bodyOf, type Draft, draftOf, pathOf, SENT_KEPT, type Sent, send, withExample } from "./draft.ts";
import { Elsewhere, KeyHint } from "./elsewhere.tsx";
import { History, Result } from "./history.tsx";
import { jsonProblem } from "./json-problem.ts";

export interface EditorProps extends ComposerProps {
	operations: readonly Operation[];
	initial: Draft;
}

function Field({ label, children }: { label: string; children: preact.ComponentChildren }) {
	return (
		// biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
		<label class="row-field">
			<span>{label}</span>
			{children}
		</label>
	);
}

function BodyField({ body, onBody }: { body: string; onBody: (body: string) => void }) {
	const id = useId();
	const problem = useMemo(() => (body.trim() === "" ? null : jsonProblem(body)), [body]);
	return (
		<div class="body-field">
			<label for={id}>Body</label>
			<textarea
				id={id}
				class="input"
				rows={Math.min(24, Math.max(6, body.split("\n").length))}
				spellcheck={false}
				autocomplete="off"
				aria-invalid={problem !== null}
				aria-describedby={`${id}-problem`}
				value={body}
				onInput={({ currentTarget }) => onBody(currentTarget.value)}
			/>
			<p id={`${id}-problem`} class="problem" role="status">
				{problem && `Line ${problem.line}, column ${problem.column}: ${problem.message}`}
			</p>
		</div>
	);
}

export function Editor({ operations, initial, settings, screens, shown }: EditorProps) {
	const [draft, setDraft] = useState(initial);
	const [example, setExample] = useState(initial.operation.examples[0]?.name ?? "");
	const [key, setKey] = useState(settings.exampleKey ?? "");
	const [sending, setSending] = useState(false);
	const [sent, setSent] = useState<readonly Sent[]>([]);
	const [looked, setLooked] = useState<Sent | null>(null);
	const { operation } = draft;

	const chooseOperation = (id: string) => {
		const chosen = operations.find((candidate) => candidate.id === id) ?? operation;
		setExample(chosen.examples[0]?.name ?? "");
		setDraft(draftOf(chosen, chosen.examples[0], screens));
	};
	const chooseExample = (name: string) => {
		setExample(name);
		setDraft(
			withExample(
				draft,
				operation.examples.find((candidate) => candidate.name === name),
				screens,
			),
		);
	};
	const submit = async (event: Event) => {
		event.preventDefault();
		if (sending) return;
		setSending(true);
		const outcome = await send(draft, settings.api, key);
		const entry: Sent = { number: (sent[0]?.number ?? 0) + 1, draft, outcome };
		setSent([entry, ...sent].slice(0, SENT_KEPT));
		setLooked(entry);
		setSending(false);
	};
	const again = (entry: Sent) => {
		setDraft(entry.draft);
		setExample("");
		setLooked(entry);
	};
	const path = pathOf(draft);
	const sdkCall = () => sdkCallOf({ operation: operation.id, key: firstOf(draft), body: bodyOf(draft) });
	return (
		<div class="composer">
			<form onSubmit={(event) => void submit(event)}>
				<Field label="Operation">
					<select
						class="input"
						value={operation.id}
						onChange={({ currentTarget }) => chooseOperation(currentTarget.value)}
					>
						{operations.map(({ id, summary }) => (
							<option key={id} value={id}>
								{summary}
							</option>
						))}
					</select>
				</Field>
				{operation.parameters.map(({ name, description }) => (
					<Field key={name} label={name}>
						<input
							class="input mono"
							title={description}
							required
							spellcheck={false}
							autocomplete="off"
							value={draft.parameters[name] ?? ""}
							onInput={({ currentTarget }) =>
								setDraft({ ...draft, parameters: { ...draft.parameters, [name]: currentTarget.value } })
							}
						/>
					</Field>
				))}
				<Field label="Example">
					<select class="input" value={example} onChange={({ currentTarget }) => chooseExample(currentTarget.value)}>
						{operation.examples.map(({ name, title }) => (
							<option key={name} value={name}>
								{title}
							</option>
						))}
						<option value="">{operation.needsBody ? "Empty" : "No body"}</option>
					</select>
				</Field>
				<Field label="API key">
					<input
						class="input mono"
						type="password"
						autocomplete="off"
						value={key}
						onInput={({ currentTarget }) => setKey(currentTarget.value)}
					/>
				</Field>
				<KeyHint {...shown} />
				<BodyField body={draft.body} onBody={(body) => setDraft({ ...draft, body })} />
				<div class="actions">
					<button type="submit" class="button primary" aria-disabled={sending}>
						{sending ? "Sending…" : "Send"}
					</button>
					<CopyButton
						label="Copy as curl"
						text={() =>
							curlOf({ method: operation.method, url: location.origin + settings.api + path, body: bodyOf(draft) })
						}
					/>
					{sdkCall() !== null && <CopyButton label="Copy as SDK call" text={() => sdkCall() ?? ""} />}
				</div>
				<p class="line">
					<code>
						{operation.method} {settings.api}
						{path}
					</code>
				</p>
			</form>
			<div role="status">
				{looked && <Elsewhere sent={looked} {...shown} />}
				{looked && <Result sent={looked} />}
			</div>
			<History sent={sent} looked={looked} onChoose={again} />
		</div>
	);
}

/** Value of the path's parameter, where it has one. */
function firstOf({ operation, parameters }: Draft): string | null {
	const [first] = operation.parameters;
	return first ? (parameters[first.name] ?? "") : null;
}
