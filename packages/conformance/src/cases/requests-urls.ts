/** Section 3: what a tap and a button may open. */
import { type Case, casesOf, type RawRequest } from "../case.ts";
import { openAction, progress, webhookAction } from "./states.ts";
import { acceptsAll, namesField, wire } from "./wire.ts";

const { cases, anywhere } = casesOf(3);

interface Place {
	/** The field as issues name it. */
	field: string;
	/** A request that holds the URL there. */
	at(url: unknown): RawRequest;
}

const redirection: Place = { field: "redirection", at: (url) => wire.push({ title: "T", redirection: url }) };
const pushLink: Place = {
	field: "actions[0].url",
	at: (url) => wire.push({ title: "T", actions: [{ ...openAction, url }] }),
};
const pushWebhook: Place = {
	field: "actions[0].url",
	at: (url) => wire.push({ title: "T", actions: [{ ...webhookAction, url }] }),
};
const onStream = (streamKey: string, action: object): Place => ({
	field: "action.url",
	at: (url) => wire.put(streamKey, { ...progress(1), action: { ...action, url } }),
});

const atEach = ({ at }: Place, urls: unknown[]) => urls.map(at);

/** All of `a.example`, and as long as it is told. */
const long = (length: number) => `https://a.example/${"x".repeat(length - "https://a.example/".length)}`;

const web = [
	"https://a.example",
	"http://a.example/x?y=1#z",
	"HTTPS://A.EXAMPLE/",
	"shortcuts://run-shortcut?name=Deploy",
];
const forbidden = [
	"about:blank",
	"activitysmith://settings",
	"blob:https://a.example/1",
	"data:text/html,hello",
	"file:///etc/hosts",
	"javascript:alert(1)",
	"JavaScript:alert(1)",
];
const withControls = [
	"https://a.example/\n",
	"https://a.example/\u0000x",
	"https://a.example/\tx",
	"\u0007https://a.example",
	"https://a.example/\u007f",
];

anywhere(
	"url.push.web-and-shortcuts",
	"redirection and open_url on a push take http, https and shortcuts://",
	async (context) => {
		for (const place of [redirection, pushLink]) await acceptsAll(context, atEach(place, web));
	},
);

anywhere("url.push.any-app", "redirection and open_url on a push take any app's scheme too", async (context) => {
	const apps = [
		"slack://channel?id=1",
		"spotify:track:1",
		"myapp://orders/8333",
		"mailto:a@a.example",
		"com.acme.app+x://",
	];
	for (const place of [redirection, pushLink]) await acceptsAll(context, atEach(place, apps));
});

anywhere(
	"url.push.forbidden-schemes",
	"redirection and open_url on a push refuse about, activitysmith, blob, data, file and javascript, in any letters",
	async (context) => {
		for (const place of [redirection, pushLink]) await namesField(context, place.field, atEach(place, forbidden));
	},
);

anywhere("url.push.no-url", "A redirection or an open_url that is no URL is a 400", async (context) => {
	const none = ["", "a.example", "/relative", "//a.example", "://", 1, null];
	for (const place of [redirection, pushLink]) await namesField(context, place.field, atEach(place, none));
});

anywhere(
	"url.live-activity.web-and-shortcuts",
	"open_url on a Live Activity takes http, https and shortcuts://",
	(context) => acceptsAll(context, atEach(onStream(context.streamKey, openAction), web)),
);

anywhere("url.live-activity.no-other-scheme", "open_url on a Live Activity takes no other scheme", async (context) => {
	const others = [...forbidden, "slack://channel?id=1", "spotify:track:1", "ftp://a.example", "", 1];
	await namesField(context, "action.url", atEach(onStream(context.streamKey, openAction), others));
});

anywhere("url.webhook.https", "A webhook's URL is https, on pushes and on Live Activities", async (context) => {
	const places = [pushWebhook, onStream(context.streamKey, webhookAction)];
	const others = ["http://a.example/hook", "shortcuts://run-shortcut", "slack://hook", "javascript:alert(1)", "", 1];
	for (const place of places) {
		await acceptsAll(context, atEach(place, ["https://a.example/hook", "HTTPS://a.example:8443/hook?x=1"]));
		await namesField(context, place.field, atEach(place, others));
	}
});

anywhere("url.length", "A URL has 2,048 characters at most", async (context) => {
	for (const place of [redirection, pushLink, onStream(context.streamKey, openAction)]) {
		await acceptsAll(context, [place.at(long(2048))]);
		await namesField(context, place.field, [place.at(long(2049))]);
	}
});

anywhere("url.control-characters", "A URL has no control characters", async (context) => {
	for (const place of [redirection, pushLink, onStream(context.streamKey, openAction)]) {
		await namesField(context, place.field, atEach(place, withControls));
	}
});

export const urlCases: readonly Case[] = cases;
