/** The key in `Authorization: Bearer <key>`; `undefined` when there is none, or another scheme. */
export function bearerToken(request: Request): string | undefined {
	return /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}
