/** What goes wrong on the way to a server and back, and what the SDK makes of it. */
import ActivitySmith, {
	AbortError,
	ActivitySmithError,
	APIError,
	ConnectionError,
	InternalServerError,
	TimeoutError,
} from "activitysmith";

const classes = { ActivitySmithError, APIError, InternalServerError, ConnectionError, TimeoutError, AbortError };

/** The name of an error and those of the classes that it is an instance of. */
const kinds = (error) => [error.name, ...Object.keys(classes).filter((name) => error instanceof classes[name])];

/** `url` answers as the path below it says; nothing listens at `nowhere`. */
export default async function failures(url, nowhere, options) {
	const client = (path, more) =>
		new ActivitySmith({ apiKey: "ask_secret", baseURL: `${url}/${path}`, ...options, ...more });
	const failure = (promise) =>
		promise.then(
			() => "no error",
			(error) => error,
		);

	const tries = [];
	const hooks = { onRetry: ({ attempt, error }) => tries.push([attempt, error.status]) };
	const { badge } = await client(`busy-once/${crypto.randomUUID()}`, { hooks }).badgeCount(3);

	const broken = await failure(client("broken", { maxRetries: 0 }).badgeCount(3));
	const silent = await failure(client("silent", { maxRetries: 0, timeout: 50 }).badgeCount(3));
	const moved = await failure(client("moved", { maxRetries: 0 }).badgeCount(3));
	const refused = await failure(
		new ActivitySmith({ apiKey: "ask_secret", baseURL: nowhere, maxRetries: 0, ...options }).badgeCount(3),
	);

	// The server asks for a minute's patience. Were that timer left running, the program would outlive its time.
	const waiting = new AbortController();
	const aborted = await failure(
		client("busy", { hooks: { onRetry: () => waiting.abort("enough") } }).badgeCount(3, undefined, {
			signal: waiting.signal,
		}),
	);
	const underway = new AbortController();
	const aborts = failure(client("silent").badgeCount(3, undefined, { signal: underway.signal }));
	underway.abort();

	return {
		retried: { badge, tries },
		broken: { kinds: kinds(broken), status: broken.status, attempts: broken.attempts },
		silent: kinds(silent),
		moved: { kinds: kinds(moved), status: moved.status },
		refused: { kinds: kinds(refused), code: refused.code, cause: typeof refused.cause },
		aborted: { kinds: kinds(aborted), cause: aborted.cause },
		underway: kinds(await aborts),
		secrets: [broken, silent, moved, refused].some((error) =>
			`${error}${error.stack}${JSON.stringify(error)}`.includes("ask_secret"),
		),
	};
}
