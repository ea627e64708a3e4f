/** A secret to sign webhooks with: the same in every run, so that a test may know it. It protects nothing. */
import { generator } from "../ids.ts";

const SECRET_BYTES = 32;

export function webhookSecret(accountId: string): string {
	const next = generator(`${accountId}:webhooks`);
	const bytes = Array.from({ length: SECRET_BYTES }, () => next() & 0xff);
	return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
