/** What a failed assertion about phones says: what they show instead, and how the nearest to it differs. */
import type { Runner, Subject } from "./matchers.ts";
import type { Fields } from "./matchers-expected.ts";
import type { Phone } from "./phone.ts";

export interface Candidate {
	phone: Phone;
	fields: Fields;
	/** Names of the fields that are not as expected. */
	differing: string[];
}

interface Missing {
	phones: readonly Phone[];
	candidates: readonly Candidate[];
	expected: Fields;
}

/** Objects may have more than is expected of them, as with the runners' own `toMatchObject`. */
export function differences({ equals, customTesters, utils }: Runner, fields: Fields, expected: Fields): string[] {
	const testers = [...customTesters, utils.iterableEquality, utils.subsetEquality];
	return Object.keys(expected).filter((field) => !equals(fields[field], expected[field], testers));
}

/** These say which one is meant: another is never nearer, whatever else it has in common. */
const IDENTITY = ["activityId", "streamKey", "id"];

function distance({ differing }: Candidate): number {
	return differing.length + (differing.some((field) => IDENTITY.includes(field)) ? 100 : 0);
}

function indent(text: string): string {
	return text.replace(/^(?=.)/gm, "  ");
}

function hint({ matcher }: Subject, { utils, isNot = false }: Runner): string {
	return utils.matcherHint(matcher, "phone", "expected", { isNot });
}

/** Phones that show the same are told of once. */
function whatIsThere({ text, verb }: Subject, phones: readonly Phone[]): string[] {
	const byText = new Map<string, string[]>();
	for (const phone of phones) byText.set(text(phone), [...(byText.get(text(phone)) ?? []), phone.id]);
	return [...byText].map(([shown, ids]) => {
		return `${ids.join(" and ")} ${ids.length === 1 ? verb.one : verb.many}:\n${indent(shown)}`;
	});
}

function nearest({ utils }: Runner, { candidates, expected }: Missing): string[] {
	const [first] = candidates.toSorted((one, other) => distance(one) - distance(other));
	if (!first) return [];
	const { fields, differing } = first;
	const lines = differing.map(
		(field) => `${field}: expected ${utils.printExpected(expected[field])}, is ${utils.printReceived(fields[field])}`,
	);
	return [`The nearest, ${name(fields)}, differs:\n${indent(lines.join("\n"))}`];
}

function name({ title, streamKey }: Fields): string {
	return streamKey ? `${title} (${streamKey})` : String(title);
}

function gone(subject: Subject, runner: Runner, { phones, expected }: Missing): string[] {
	const { status: _, ...asItWas } = expected;
	return phones.flatMap((phone) => {
		const left = subject.gone(phone).find((fields) => differences(runner, fields, asItWas).length === 0);
		return left ? [`${name(left)} was on ${phone.id} and has been dismissed.`] : [];
	});
}

export function reportMissing(subject: Subject, runner: Runner, missing: Missing): string {
	const { phones } = missing;
	const there = phones.length > 0 ? whatIsThere(subject, phones) : ["The account has no devices."];
	return [hint(subject, runner), ...there, ...nearest(runner, missing), ...gone(subject, runner, missing)].join("\n\n");
}

export function reportFound(subject: Subject, runner: Runner, { phone, fields }: Candidate): string {
	return [hint(subject, runner), `${name(fields)} is there.`, ...whatIsThere(subject, [phone])].join("\n\n");
}
