/** Keys never appear in what is printed, wherever they came from. */
export function redactor(secrets: Iterable<string>): (text: string) => string {
	// A server that echoes a key may do so as part of a URL, or of JSON.
	const forms = [...secrets].flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
	]);
	const known = [...new Set(forms)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
	return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, "[redacted]"), text);
}
