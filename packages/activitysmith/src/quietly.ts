/** Calls a function of the user's whose failure, at once or later, must not break what the SDK does. */
export function quietly(callback: () => unknown): void {
	(async () => callback())().catch(() => undefined);
}
