/**
 * What a stream of output says of progress. Output can come much faster than anybody could show it: markers are looked
 * for in all of it, progress only in the end of what came since the last look, and the newest counts.
 */
import { stripVTControlCharacters } from "../node.ts";
import { MARKER, readMarker } from "../progress/marker.ts";
import { type Progress, readProgress } from "../progress/progress.ts";

/** Bytes at the end of a burst that are read for progress, and that may hold the last words of a failure. */
const TAIL = 16 * 1024;
/** Of a line that has not ended: a longer one is no marker. */
const UNFINISHED = 4096;

const NEWLINE = 0x0a;
const marker = Buffer.from(MARKER);

export interface Reading {
	/** By markers, all of them together. */
	fields?: Record<string, unknown>;
	progress?: Progress;
}

export class OutputReader {
	/** The end of all that came. */
	#tail: Buffer[] = [];
	#tailLength = 0;
	/** How much of the end has not been read for progress. */
	#unread = 0;
	#unfinished = Buffer.alloc(0);
	#fields: Record<string, unknown> | undefined;

	/** Takes what came. Costs next to nothing: it stands between the command and the terminal. */
	push(chunk: Buffer): void {
		this.#findMarkers(chunk);
		const end = chunk.length > TAIL ? chunk.subarray(-TAIL) : chunk;
		this.#tail.push(end);
		this.#tailLength += end.length;
		this.#unread = Math.min(this.#unread + end.length, TAIL);
		while (this.#tailLength - (this.#tail[0]?.length ?? 0) >= TAIL) this.#tailLength -= this.#tail.shift()?.length ?? 0;
	}

	/** The output is at its end: its last line counts, even if it has no end. */
	end(): void {
		this.#findMarkers(Buffer.of(NEWLINE));
	}

	#findMarkers(chunk: Buffer): void {
		const [first, last] = [chunk.indexOf(NEWLINE), chunk.lastIndexOf(NEWLINE)];
		if (first === -1) {
			const line = Buffer.concat([this.#unfinished, chunk]);
			this.#unfinished = line.length > UNFINISHED ? Buffer.alloc(0) : line;
			return;
		}
		const line = Buffer.concat([this.#unfinished, chunk.subarray(0, first)]);
		if (line.includes(marker)) this.#readMarkers(line);
		const others = chunk.subarray(first + 1, last + 1);
		if (others.includes(marker)) this.#readMarkers(others);
		const rest = chunk.subarray(last + 1);
		this.#unfinished = Buffer.from(rest.length > UNFINISHED ? [] : rest);
	}

	#readMarkers(lines: Buffer): void {
		for (const line of lines.toString("utf8").split("\n")) {
			const fields = readMarker(line);
			if (fields) this.#fields = { ...this.#fields, ...fields };
		}
	}

	/** What is new since the last call. */
	take(): Reading {
		const fields = this.#fields;
		this.#fields = undefined;
		if (this.#unread === 0) return fields ? { fields } : {};
		const lines = this.#lines(this.#unread);
		this.#unread = 0;
		const progress = lines
			.reverse()
			.reduce<Progress | undefined>((found, line) => found ?? readProgress(line), undefined);
		return { ...(fields && { fields }), ...(progress && { progress }) };
	}

	/** The last line that tells of an error, else the last that says anything. */
	lastWords(): string | undefined {
		const lines = this.#lines(TAIL)
			.map((line) =>
				stripVTControlCharacters(line)
					.replace(/\p{Cc}/gu, " ")
					.trim(),
			)
			.filter((line) => /[\p{L}\p{N}]/u.test(line) && !line.includes(MARKER));
		const telling = /\b(error|err!|fatal|panic|exception|failed|failure|cannot|could not|denied|not found)\b/i;
		return lines.findLast((line) => telling.test(line)) ?? lines.at(-1);
	}

	#lines(bytes: number): string[] {
		return Buffer.concat(this.#tail)
			.subarray(-bytes)
			.toString("utf8")
			.split(/\r\n|[\r\n]/);
	}
}
