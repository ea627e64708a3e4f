/** An answer before it is a `Response`: over HTTP its parts are written as they are, which is several times as fast. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	/** JSON. */
	text: string;
}

export function toResponse(answered: Reply | Response): Response {
	if (answered instanceof Response) return answered;
	const { status, headers, text } = answered;
	return new Response(text, { status, headers });
}
