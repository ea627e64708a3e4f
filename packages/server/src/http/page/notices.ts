/** What a browser is told in words, before it has the page. */

const headers = {
	"Content-Type": "text/html; charset=utf-8",
	"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options": "nosniff",
	// The address holds the code, even if it is used up.
	"Referrer-Policy": "no-referrer",
	"Cache-Control": "no-store",
};

function html(title: string, text: string, head = ""): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

/**
 * The page follows by itself. Not by a redirect: one that began on another site would come without the cookie, which is
 * for this site's own links only.
 */
export function paired(cookie: string): Response {
	const page = html(
		"Paired",
		'This browser is a lock screen now. <a href="/">Open it</a>.',
		'<meta http-equiv="refresh" content="0; url=/">',
	);
	return new Response(page, { headers: { ...headers, "Set-Cookie": cookie } });
}

const NEW_LINK = "The server prints a link when it starts, and POST /manage/pairing-codes makes one.";

/** @param message Of ours: nothing in it comes from the request. */
export function pairingFailed(message: string): Response {
	return new Response(html("Not paired", `${message} ${NEW_LINK}`), { status: 404, headers });
}

export function notPaired(): Response {
	const text = `This browser is not paired with a lock screen: open a pairing link in it. ${NEW_LINK}`;
	return new Response(html("Not paired", text), { status: 401, headers });
}
