/** Keys never appear in what is printed, wherever they came from. */
export function redactor(secrets: Iterable<string>): (text: string) => string {
	const known = [...new Set(secrets)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
	return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, "[redacted]"), text);
}
