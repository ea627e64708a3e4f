// Made from packages/github-action/src by `npm run generate`. Do not edit.

// src/commands.ts
import { appendFileSync } from "node:fs";
function mask(secret) {
  if (secret !== "") process.stdout.write(`::add-mask::${escaped(secret)}
`);
}
function info(text2) {
  console.log(
    oneLine(text2).replace(/^\s*::/, ": :").replaceAll("##[", "## [")
  );
}
function annotate(level, text2) {
  console.log(`::${level} title=ActivitySmith::${escaped(text2)}`);
}
function savedState(name) {
  return process.env[`STATE_${name}`] || void 0;
}
function summarize(rows) {
  const lines = rows.map((row) => `| ${row.map(cell).join(" | ")} |`);
  write("GITHUB_STEP_SUMMARY", ["", "| ActivitySmith | |", "|---|---|", ...lines, "", ""].join("\n"));
}
function cell(text2) {
  return oneLine(text2).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/[\\`*[\]|~]|\b_\B|\B_\b/g, "\\$&");
}
function write(variable, text2) {
  const problem = process.env[variable] && append(variable, text2);
  if (problem) annotate("warning", problem);
}
function append(variable, text2) {
  const file = process.env[variable];
  if (!file) return `${variable} is not set`;
  try {
    appendFileSync(file, text2);
    return void 0;
  } catch (error) {
    return `${variable} cannot be written: ${error.code}`;
  }
}
function escaped(text2) {
  return text2.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function oneLine(text2) {
  return text2.replace(/[\r\n]+/g, " ");
}

// src/inputs.ts
var InputError = class extends Error {
};
function input(name) {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}
function readApiKey() {
  const key = input("api-key");
  if (key === "") {
    throw new InputError("api-key is missing: set it from a secret, which runs for forks and Dependabot do not have");
  }
  if (!/^[!-~]+$/.test(key))
    throw new InputError("api-key has characters that no key has: is more in the secret than the key?");
  return key;
}

// src/mirror/end.ts
import { existsSync as existsSync2, readFileSync as readFileSync2, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

// ../activitysmith/src/content-state.ts
var liveActivityTypes = {
  segmentedProgress: "segmented_progress",
  progress: "progress",
  metrics: "metrics",
  stats: "stats",
  alert: "alert",
  value: "value",
  timer: "timer"
};
var contentState = compact;
function alertIcon(symbol, options) {
  return compact({ ...options, symbol });
}
function alertBadge(title, options) {
  return compact({ ...options, title });
}
function compact(value) {
  return Object.fromEntries(Object.entries(value).filter((entry) => entry[1] !== void 0));
}

// ../activitysmith/src/generated/sdk.gen.ts
var sendPushNotification = (options) => options.client.post({
  url: "/push-notification",
  ...options
});
var endLiveActivityStream = (options) => options.client.delete({
  url: "/live-activity/stream/{stream_key}",
  ...options
});
var reconcileLiveActivityStream = (options) => options.client.put({
  url: "/live-activity/stream/{stream_key}",
  ...options
});
var startLiveActivity = (options) => options.client.post({
  url: "/live-activity/start",
  ...options
});
var updateLiveActivity = (options) => options.client.post({
  url: "/live-activity/update",
  ...options
});
var endLiveActivity = (options) => options.client.post({
  url: "/live-activity/end",
  ...options
});
var updateMetricValue = (options) => options.client.post({
  url: "/metrics/{key}/value",
  ...options
});
var updateAppIconBadgeCount = (options) => options.client.post({
  url: "/badge",
  ...options
});

// ../activitysmith/src/retry-after.ts
function retryAfter(value) {
  const seconds = Number(value);
  const wait2 = seconds >= 0 ? seconds : (Date.parse(value) - Date.now()) / 1e3;
  return wait2 >= 0 ? wait2 : void 0;
}

// ../activitysmith/src/errors.ts
var brand = /* @__PURE__ */ Symbol.for("ActivitySmithError");
var ActivitySmithError = class extends Error {
  // On the prototype, so that the first line of the stack has it and it isn't printed as a property.
  get name() {
    return this.constructor.name;
  }
  get [brand]() {
    return true;
  }
  static [Symbol.hasInstance](value) {
    const link = value;
    return !!link?.[brand] && (link.constructor.name === this.name || this[Symbol.hasInstance](Object.getPrototypeOf(link)));
  }
};
var APIError = class extends ActivitySmithError {
  /** @param text the answer's body */
  constructor(response, text2, body = text2) {
    const { status, headers } = response;
    const { error, message } = body ?? {};
    super(message ?? error ?? `HTTP ${status}`);
    Object.assign(this, {
      status,
      code: error,
      requestId: headers.get("x-request-id") ?? void 0,
      retryAfter: retryAfter(`${headers.get("retry-after")}`),
      headers,
      body
    });
    Object.defineProperty(this, "response", { value: unread(response, text2) });
  }
};
var BadRequestError = class extends APIError {
};
var AuthenticationError = class extends APIError {
};
var PermissionDeniedError = class extends APIError {
};
var NotFoundError = class extends APIError {
};
var NoRecipientsError = class extends APIError {
  /** The channels that applied, `null` when none did. */
  effectiveChannelSlugs = this.body.effective_channel_slugs ?? null;
};
var RateLimitError = class extends APIError {
};
var LiveActivityLimitError = class extends APIError {
  /** How many may be active at once. */
  limit = this.body.limit;
  /** How many are. */
  active = this.body.active;
};
var InternalServerError = class extends APIError {
};
var ConnectionError = class extends ActivitySmithError {
  /** The system's code, such as `ECONNREFUSED`, when there is one. */
  code = this.cause?.cause?.code ?? this.cause?.code;
};
var TimeoutError = class extends ConnectionError {
};
var AbortError = class extends ActivitySmithError {
};
var ValidationError = class extends ActivitySmithError {
};
var byStatus = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError
};
function unread(response, text2) {
  return response.body ? new Response(text2, response) : response;
}
function errorFrom(response, text2, body) {
  const { status } = response;
  const { error, limit, active } = body ?? {};
  const Class = limit + active >= 0 ? LiveActivityLimitError : error === "No recipients found" ? NoRecipientsError : status > 499 ? InternalServerError : byStatus[status] ?? APIError;
  return new Class(response, text2, body);
}

// ../activitysmith/src/requests.ts
function checked(request) {
  const { channels, ...rest } = request;
  const { target, media, actions } = rest;
  if (media && actions?.length) throw new ValidationError("Invalid media");
  if (channels === void 0) return rest;
  if (!channels?.length || target && `${target.channels}` !== `${channels}`) {
    throw new ValidationError("Invalid channels");
  }
  return { ...rest, target: { channels } };
}

// ../activitysmith/src/resource.ts
var once = [sendPushNotification, startLiveActivity];
var Resource = class _Resource {
  #client;
  #as;
  constructor(client, as) {
    this.#client = client;
    this.#as = as;
  }
  /** Sends an operation. Async, so that a wrong request rejects and doesn't throw. */
  static async send(resource, operation, as, key, request, init) {
    return operation({
      client: resource.#client,
      // Whichever of the two the path has.
      path: { key, stream_key: key },
      headers: once.includes(operation) && { "idempotency-key": crypto.randomUUID() },
      body: request && checked(request),
      init,
      as: as ?? resource.#as
    });
  }
  /**
   * Gives a class the three forms of an operation: its method, and the two of earlier versions, which take the key and
   * the request as properties of an object.
   *
   * @param name the method's, unless the class has one already
   */
  static define(operation, earlierName, name) {
    const methods = this.prototype;
    const earlier = (as) => async function({ streamKey, key = streamKey, ...rest }, init) {
      return _Resource.send(this, operation, as, key, Object.values(rest)[0], init);
    };
    methods[earlierName] = earlier();
    methods[`${earlierName}Raw`] = earlier("raw");
    if (name) {
      methods[name] = function(...args) {
        if (typeof args[0] === "object") args.unshift(void 0);
        return _Resource.send(this, operation, void 0, ...args);
      };
    }
  }
};

// ../activitysmith/src/quietly.ts
function quietly(callback) {
  (async () => callback())().catch(() => void 0);
}

// ../activitysmith/src/retry.ts
var neverSent = /refus|notfo|again|unrea|connect_/i;
function retryDelay(error, attempt2, repeatable) {
  const { status = 0, retryAfter: retryAfter2 = -1, code, limit = -1 } = error;
  const asked = retryAfter2 >= 0;
  const unprocessed = [408, 409, 429, asked && 503].includes(status) || neverSent.test(`${status || code}`);
  const failed = asked || status > 499 || error instanceof ConnectionError;
  if (!(unprocessed || failed && repeatable) || limit >= 0 || retryAfter2 > 60) return;
  const backoff = Math.min(8e3, 250 * 2 ** attempt2) * (0.5 + Math.random() / 2);
  return Math.max(retryAfter2 * 1e3, backoff);
}

// ../activitysmith/src/track.ts
var longestPause = 6e4;
var tries = 3;
function merge(state, patch) {
  return {
    // With another type the service keeps what all types have, and refuses the rest.
    ...(patch.type ?? state.type) === state.type ? state : { title: state.title },
    // It would win over a value.
    ...patch.upper_limit && { percentage: void 0 },
    ...compact(patch)
  };
}
function track(put, endStream, first, { interval = 5e3, strict, onError, ...request } = {}) {
  let state = { ...first };
  let accepted = state;
  let fallback = state;
  let pending = true;
  let delivered = false;
  let failures2 = 0;
  let failure;
  let notBefore = 0;
  let timer;
  let sending;
  let ended;
  const report = (error) => {
    failure = error;
    quietly(() => onError?.(error));
    return error instanceof BadRequestError;
  };
  const body = (content_state) => ({ ...request, content_state });
  const schedule = () => {
    if (!pending || timer || sending || ended) return;
    timer = setTimeout(
      () => {
        timer = void 0;
        sending = send();
      },
      Math.max(0, notBefore - performance.now())
    );
  };
  const send = async () => {
    const sent = state;
    let wait2 = 0;
    pending = false;
    fallback = accepted;
    try {
      const { rateLimit } = await put(body(sent), { maxRetries: 0 });
      if (rateLimit) wait2 = rateLimit.reset * 1e3 / (rateLimit.remaining || 1);
      delivered = true;
      failure = void 0;
      delete request.alert;
      if (sent.duration_seconds === state.duration_seconds) state = { ...state, duration_seconds: void 0 };
      accepted = { ...sent, duration_seconds: void 0 };
    } catch (error) {
      const delay = retryDelay(error, ++failures2, true);
      pending ||= !!delay && failures2 < tries;
      wait2 = delay ?? 0;
      if (report(error)) state = fallback;
    }
    notBefore = performance.now() + Math.max(interval, Math.min(wait2, longestPause));
    sending = void 0;
    schedule();
  };
  const change = async (patch) => {
    if (ended) return;
    state = merge(state, patch);
    fallback = merge(fallback, patch);
    failures2 = 0;
    pending = true;
    schedule();
    if (strict && failure) throw failure;
  };
  const finish = async (final) => {
    clearTimeout(timer);
    await sending;
    failure = void 0;
    for (const last of [merge(state, final), merge(accepted, final), accepted]) {
      try {
        if (!delivered) await put(body(last));
        delivered = true;
        await endStream(last);
        break;
      } catch (error) {
        if (!report(error)) break;
      }
    }
    if (strict && failure) throw failure;
  };
  const end = (final = {}) => {
    ended ??= finish(final);
    return ended;
  };
  schedule();
  return {
    update: change,
    progress: (amount) => change(typeof amount === "number" ? { percentage: amount } : amount),
    step: (current_step, { of: number_of_steps, subtitle } = {}) => change({ current_step, number_of_steps, subtitle }),
    end,
    fail(error) {
      const text2 = [...String(error?.message || error)].slice(0, 200).join("");
      return end({ color: "red", subtitle: text2 });
    },
    [Symbol.asyncDispose]: end
  };
}

// ../activitysmith/src/live-activities.ts
var LiveActivitiesResource = class extends Resource {
  /** The types of Live Activities. */
  static types = liveActivityTypes;
  static {
    this.define(startLiveActivity, "startLiveActivity", "start");
    this.define(updateLiveActivity, "updateLiveActivity", "update");
    this.define(endLiveActivity, "endLiveActivity", "end");
    this.define(reconcileLiveActivityStream, "reconcileLiveActivityStream", "stream");
    this.define(endLiveActivityStream, "endLiveActivityStream", "endStream");
  }
  /**
   * Shows the progress of a job that reports often. The stream starts at once, and what is reported afterwards is sent
   * at a pace that leaves room for others: never more than one request at a time, always the newest state.
   *
   * @example
   * await using job = client.liveActivities.track("nightly-backup", { title: "Backup", type: "progress", percentage: 0 });
   * for (const [index, file] of files.entries()) {
   *   await copy(file);
   *   job.progress(((index + 1) / files.length) * 100);
   * }
   */
  track(streamKey, state, options) {
    return track(
      (request, init) => Resource.send(this, reconcileLiveActivityStream, "response", streamKey, request, init),
      (content_state) => this.endStream(streamKey, { content_state }),
      state,
      options
    );
  }
};

// ../activitysmith/src/metrics.ts
var MetricsResource = class extends Resource {
  /**
   * Stores the newest value of a metric that exists in the workspace.
   *
   * @param value the value, or the value with the time it is from. One that is older than the stored one is ignored.
   */
  async update(key, value, more, options) {
    const request = { value, ...typeof value === "object" && value, ...more };
    return Resource.send(
      this,
      updateMetricValue,
      void 0,
      key,
      request,
      options
    );
  }
  static {
    this.define(updateMetricValue, "updateMetricValue");
  }
};

// ../activitysmith/src/notifications.ts
var NotificationsResource = class extends Resource {
  static {
    this.define(sendPushNotification, "sendPushNotification", "send");
  }
};

// ../activitysmith/src/within.ts
async function within(signal, begin) {
  const controller = new AbortController();
  let timer;
  let abort;
  try {
    return await new Promise((resolve, reject) => {
      abort = () => reject(new AbortError("Aborted", { cause: signal.reason }));
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort);
      timer = begin(controller.signal, resolve, reject);
    });
  } catch (error) {
    controller.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

// ../activitysmith/src/attempt.ts
function attempt(fetch2, url, init, timeout) {
  return within(init.signal, (signal, resolve, reject) => {
    const exchange = async () => {
      const response = await fetch2(url, { ...init, signal });
      return { response, text: await response.text() };
    };
    exchange().then(resolve, (cause) => {
      const reason2 = cause?.cause ?? cause;
      reject(new ConnectionError(`No answer: ${reason2?.message || reason2}`, { cause }));
    });
    return setTimeout(() => reject(new TimeoutError(`No answer in ${timeout} ms`)), Math.min(timeout, 2 ** 31 - 1));
  });
}

// ../activitysmith/src/settings.ts
function apiKeyFrom(options) {
  if ("document" in globalThis && !options.dangerouslyAllowBrowser) {
    throw new ValidationError("Invalid in a browser");
  }
  const key = (options.apiKey || environment("API_KEY") || "").trim();
  if (!/^[!-~]+$/.test(key)) {
    throw new ValidationError("ActivitySmith: apiKey is required");
  }
  return key;
}
function baseURLFrom(options) {
  const url = (options.baseURL || environment("BASE_URL") || "https://activitysmith.com/api").replace(/\/+$/, "");
  const insecure = options.allowInsecureHTTP ?? environment("ALLOW_INSECURE_HTTP") === "1";
  const credentials = /@/.test(url);
  const secure = /^https:|^http:\/\/(localhost|127(\.\d+){3}|\[::1])([:/]|$)/i;
  if (credentials || !(secure.test(url) || insecure && /^http:/i.test(url))) {
    throw new ValidationError("Invalid baseURL");
  }
  return url;
}
function environment(name) {
  const { process: process2 } = globalThis;
  try {
    return process2?.env?.[`ACTIVITYSMITH_${name}`];
  } catch {
  }
}

// ../activitysmith/src/version.ts
var version = "2.0.0-next.0";

// ../activitysmith/src/transport.ts
function createTransport(options) {
  const usualHeaders = {
    authorization: `Bearer ${apiKeyFrom(options)}`,
    "x-activitysmith-sdk": `node-v${version}`,
    ...lowerCase(options.headers)
  };
  const baseURL = baseURLFrom(options);
  const { fetch: fetch2, hooks } = options;
  const turns = /* @__PURE__ */ new Map();
  const sendAs = (method) => (async ({ url: path, path: parameters, headers: own, body, init, as }) => {
    const given = { "content-type": "application/json", ...own };
    const context = { path, method, headers: given, body };
    const {
      timeout = options.timeout ?? 1e4,
      maxRetries = options.maxRetries ?? 2,
      idempotencyKey,
      headers: more,
      body: replaced = body,
      ...rest
    } = (typeof init === "function" ? await init({ init: context, context }) : init) ?? {};
    const { signal } = rest;
    const final = {
      method,
      ...rest,
      headers: {
        ...usualHeaders,
        ...given,
        ...idempotencyKey && { "idempotency-key": idempotencyKey },
        ...more && lowerCase(more)
      },
      redirect: "manual"
    };
    let url = baseURL;
    try {
      url += fillIn(path, parameters);
      final.body = JSON.stringify(replaced);
    } catch (cause) {
      throw new ValidationError(cause.message, { cause });
    }
    const repeatable = !("idempotency-key" in given && /activitysmith\.com\.?[:/]/i.test(url));
    const key = path.includes("{") ? url : body?.activity_id ?? {};
    const previous = turns.get(key);
    const turn = {};
    turns.set(key, turn);
    const newest = () => turns.get(key) === turn;
    const run = async () => {
      if (previous) {
        previous.wake?.();
        await within(signal, (_, resolve) => void Promise.allSettled([previous.settled]).then(resolve));
      }
      for (let count = 1; ; count++) {
        const tell = (name, more2) => hooks && quietly(() => hooks[name]?.({ method, url, attempt: count, ...more2 }));
        tell("onRequest");
        try {
          const answer = await attempt(fetch2 ?? globalThis.fetch, url, final, timeout);
          const { status, headers } = answer.response;
          tell("onResponse", { status, headers });
          return result(answer, as);
        } catch (error) {
          error.attempts = count;
          const delay = count <= maxRetries && newest() && retryDelay(error, count, repeatable);
          if (!delay) throw error;
          tell("onRetry", { error, delay });
          await within(signal, (_, resolve) => {
            turn.wake = resolve;
            return setTimeout(resolve, delay);
          });
          if (!newest()) throw error;
        }
      }
    };
    const call = run();
    turn.settled = Promise.allSettled([previous?.settled, call]).then(() => {
      if (newest()) turns.delete(key);
    });
    return call;
  });
  return { post: sendAs("POST"), put: sendAs("PUT"), delete: sendAs("DELETE") };
}
function lowerCase(headers) {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch {
    throw new ValidationError("Invalid headers");
  }
}
function fillIn(path, parameters) {
  return path.replace(/\{(\w+)\}/, (_, name) => {
    const value = `${parameters[name] ?? ""}`;
    if (!/[^.]/.test(value)) throw new RangeError(`Invalid ${name}`);
    return encodeURIComponent(value);
  });
}
function result({ response, text: text2 }, as) {
  let { headers, ok } = response;
  let data = text2;
  try {
    data = JSON.parse(text2);
  } catch {
    ok = false;
  }
  if (!ok) throw errorFrom(response, text2, data);
  if (as === "raw") return { raw: unread(response, text2), value: async () => data };
  if (!as) return data;
  const rate = (name) => Number(headers.get(`ratelimit-${name}`));
  return {
    data,
    response,
    headers,
    requestId: headers.get("x-request-id") ?? void 0,
    rateLimit: rate("limit") ? { limit: rate("limit"), remaining: rate("remaining"), reset: rate("reset") } : void 0
  };
}

// ../activitysmith/src/client.ts
var API = class extends Resource {
  constructor(client, as) {
    super(client, as);
    this.notifications = new NotificationsResource(client, as);
    this.liveActivities = new LiveActivitiesResource(client, as);
    this.metrics = new MetricsResource(client, as);
  }
  /** Sets the number on the app icon; 0 clears it. */
  badgeCount(badge, options, call) {
    return Resource.send(
      this,
      updateAppIconBadgeCount,
      void 0,
      void 0,
      { ...options, badge },
      call
    );
  }
};
var ActivitySmith = class extends API {
  /** The types of Live Activities. */
  static liveActivityTypes = liveActivityTypes;
  static contentState = contentState;
  static alertIcon = alertIcon;
  static alertBadge = alertBadge;
  #transport;
  /** @throws ValidationError when the key is missing or an option is wrong. Nothing else throws: methods reject. */
  constructor(options = {}) {
    const transport = createTransport(options);
    super(transport);
    this.#transport = transport;
  }
  /**
   * The same methods, but they resolve to the body together with the response, its headers, the request id and the state
   * of the rate limit.
   *
   * @example
   * const { data, rateLimit } = await activitysmith.withResponse().metrics.update("deploy.success_rate", 99.9);
   */
  withResponse() {
    return new API(this.#transport, "response");
  }
};

// src/payload.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/mirror/job.ts
function jobFrom(value) {
  const job = isObject(value) ? value : {};
  const steps = Array.isArray(job.steps) ? job.steps.filter(isObject) : [];
  return {
    id: Number(job.id),
    runId: Number(job.run_id),
    name: text(job.name),
    status: text(job.status),
    conclusion: textOrNull(job.conclusion),
    runner: text(job.runner_name),
    steps: steps.toSorted((one, other) => Number(one.number) - Number(other.number)).map((step) => ({
      name: text(step.name),
      status: text(step.status),
      conclusion: textOrNull(step.conclusion)
    }))
  };
}
var text = (value) => typeof value === "string" ? value : "";
var textOrNull = (value) => typeof value === "string" ? value : null;
function identify(jobs, run) {
  const running = jobs.filter(({ status }) => status === "in_progress");
  const here = running.filter(({ runner }) => runner !== "" && runner === run.runner);
  if (here.length === 1) return here[0];
  const candidates = here.length > 0 ? here : running.filter(({ runner }) => runner === "" || run.runner === "");
  const named = candidates.filter(({ name }) => isNamed(name, run.job));
  if (named.length === 1) return named[0];
  return jobs.length === 1 ? candidates[0] : void 0;
}
function isNamed(name, job) {
  const own = name.split(" / ").at(-1);
  return own === job || own?.startsWith(`${job} (`) === true;
}

// src/mirror/job-reader.ts
var TIMEOUT_MS = 5e3;
var LONGEST_BACKOFF_MS = 3e5;
var PER_PAGE = 100;
var RESERVE = 0.1;
function pauseAfter(headers, interval, now) {
  const number = (name) => Number(headers.get(name) ?? Number.NaN);
  const retryAfter2 = number("retry-after");
  if (retryAfter2 >= 0) return Math.max(interval, retryAfter2 * 1e3);
  const remaining = number("x-ratelimit-remaining");
  const left = Math.max(0, number("x-ratelimit-reset") * 1e3 - now);
  if (Number.isNaN(remaining) || Number.isNaN(left)) return interval;
  const spare = remaining - RESERVE * (number("x-ratelimit-limit") || 0);
  return Math.max(interval, spare > 0 ? left / spare : left);
}
function createJobReader(run, token, interval) {
  const base = `${run.apiURL.replace(/\/+$/, "")}/repos/${run.repository}/actions`;
  let id = /^\d+$/.test(run.jobId) ? Number(run.jobId) : void 0;
  let etag;
  let newest;
  let failures2 = 0;
  let problem;
  let pause = interval;
  const request = async (path, headers) => {
    const response = await fetch(`${base}${path}`, {
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "activitysmith-github-action",
        "x-github-api-version": "2022-11-28",
        ...headers
      },
      signal: AbortSignal.timeout(TIMEOUT_MS)
    });
    pause = pauseAfter(response.headers, interval, Date.now());
    return response;
  };
  const checked2 = async (response) => {
    const body = parsed(await response.text());
    if (response.ok && isObject(body)) return body;
    const message = isObject(body) && typeof body.message === "string" ? body.message : "";
    throw new Error(`GitHub answered ${response.status} ${message}`.trim());
  };
  const find = async () => {
    const jobs = [];
    for (let page = 1; ; page++) {
      const path = `/runs/${run.id}/attempts/${run.attempt}/jobs?per_page=${PER_PAGE}&page=${page}`;
      const body = await checked2(await request(path));
      const found = Array.isArray(body.jobs) ? body.jobs : [];
      jobs.push(...found.map(jobFrom));
      if (found.length < PER_PAGE || jobs.length >= Number(body.total_count)) break;
    }
    const job = identify(jobs, run);
    if (!job) throw new Error(`none of the run's ${jobs.length} jobs could be told to be this one`);
    return job;
  };
  const get = async () => {
    const response = await request(`/jobs/${id}`, etag === void 0 ? {} : { "if-none-match": etag });
    if (response.status === 304) return newest;
    if (response.status === 404 && !newest) return void 0;
    const job = jobFrom(await checked2(response));
    if (String(job.runId) !== run.id) return void 0;
    etag = response.headers.get("etag") ?? void 0;
    return job;
  };
  const look = async () => {
    if (run.local) throw new Error("act has no jobs to ask for");
    if (token === "") throw new Error("github-token is empty");
    const known = id === void 0 ? void 0 : await get();
    if (known) return known;
    const job = await find();
    id = job.id;
    return job;
  };
  return {
    async read() {
      try {
        newest = await look();
        failures2 = 0;
        problem = void 0;
        return newest;
      } catch (error) {
        problem = error instanceof Error && error.name === "TimeoutError" ? "GitHub did not answer" : reason(error);
        pause = Math.max(pause, Math.min(interval * 2 ** ++failures2, LONGEST_BACKOFF_MS));
        return void 0;
      }
    },
    get problem() {
      return problem;
    },
    get pause() {
      return pause;
    }
  };
}
function parsed(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
function reason(error) {
  const { message, cause } = error;
  return cause?.code === void 0 ? message : `${message} (${cause.code})`;
}

// src/mirror/plan.ts
import { join } from "node:path";
var stopFile = (plan2) => join(plan2.folder, "stop");
var doneFile = (plan2) => join(plan2.folder, "done");
var logFile = (plan2) => join(plan2.folder, "log");
function endRequest({ request }, state) {
  const { alert: _alert, target: _target, channels: _channels, ...rest } = withoutWhatIsNotShown(request, state);
  return { ...rest, content_state: state };
}
function withoutWhatIsNotShown(request, { type }) {
  const { secondary_action: _secondary, ...rest } = request;
  return type === "timer" ? rest : request;
}

// src/mirror/process-alive.ts
import { existsSync, readFileSync } from "node:fs";
function isAlive(pid) {
  const stat = `/proc/${pid}/stat`;
  try {
    process.kill(pid, 0);
    return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
  } catch {
    return false;
  }
}

// src/mirror/state.ts
var bookkeeping = ["Set up job", "Initialize containers", "Stop containers", "Complete job"];
var LONGEST_TEXT = 80;
var failures = ["failure", "timed_out"];
function shownSteps(steps) {
  const names = new Set(steps.map(({ name }) => name));
  const isPart = (name) => /^(Pre|Post) /.test(name) && names.has(name.slice(name.indexOf(" ") + 1));
  return steps.filter(({ name }) => !bookkeeping.includes(name) && !isPart(name));
}
function elapsedState(look) {
  const { badge: _badge, step_color: _color, step_colors: _colors, ...fields } = look.fields;
  return { ...fields, type: "timer", counts_down: false, title: titleOf(look, look.job) };
}
function lastState(job, shown, look, status) {
  const steps = job ? shownSteps(job.steps) : [];
  const ended = endedAt(steps, status);
  const words = { success: "Succeeded", failure: "Failed", cancelled: "Cancelled", "": "Finished" }[status];
  const end = {
    subtitle: look.fields.subtitle ?? short(ended === -1 ? words : `${words}: ${steps[ended]?.name}`),
    color: { success: "green", failure: "red", cancelled: "red", "": "gray" }[status]
  };
  if (!job) {
    const all = shown.type === "segmented_progress" && status === "success";
    return { ...shown, ...end, ...all && { current_step: shown.number_of_steps } };
  }
  const done = steps.findLastIndex((step) => step.status === "completed" && step.conclusion !== "skipped");
  const current = status === "success" ? steps.length : (ended === -1 ? done : ended) + 1;
  return { ...look.fields, ...segments(steps.length, current), title: titleOf(look, job.name), ...end };
}
function endedAt(steps, status) {
  if (status !== "failure" && status !== "cancelled") return -1;
  const conclusions = status === "failure" ? failures : ["cancelled"];
  return steps.findIndex(({ conclusion }) => conclusions.includes(conclusion ?? ""));
}
function statusFrom(word) {
  return word === "success" || word === "failure" || word === "cancelled" ? word : "";
}
function statusOf(job) {
  if (!job) return "";
  const steps = shownSteps(job.steps);
  const failed = endedAt(steps, "failure") !== -1;
  const cancelled = endedAt(steps, "cancelled") !== -1;
  return statusFrom(job.conclusion) || (failed ? "failure" : cancelled ? "cancelled" : "success");
}
function segments(count, current) {
  return { type: "segmented_progress", number_of_steps: Math.max(1, count), current_step: Math.max(0, current) };
}
function titleOf({ workflow, fields }, job) {
  return typeof fields.title === "string" ? fields.title : short([workflow, job].filter(Boolean).join(" · ") || "Workflow");
}
function short(text2) {
  const characters = [...text2.replace(/\s+/g, " ").trim()];
  return characters.length <= LONGEST_TEXT ? characters.join("") : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}

// src/mirror/end.ts
var POLLER_TIMEOUT_MS = 15e3;
var LOOKS = 3;
var LOOK_AGAIN_MS = 1e3;
async function endMirror(plan2) {
  const { shown = elapsedState(plan2.look) } = await stopPoller(plan2);
  const log = existsSync2(logFile(plan2)) ? readFileSync2(logFile(plan2), "utf8").split("\n").filter(Boolean) : [];
  for (const line of log) info(line);
  const reader = createJobReader(plan2.run, input("github-token"), plan2.interval);
  const given = statusFrom(input("job-status"));
  const job = await lastLook(reader, given, Math.min(LOOK_AGAIN_MS, plan2.interval));
  const status = given || statusOf(job);
  const state = lastState(job, shown, plan2.look, status);
  const client = new ActivitySmith({ apiKey: readApiKey(), baseURL: plan2.baseURL });
  let result2 = String(state.subtitle);
  try {
    await client.liveActivities.endStream(plan2.streamKey, endRequest(plan2, state));
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    result2 = `${result2}, but nothing was shown`;
  }
  info(`mirror_workflow: ${result2}`);
  const steps = job ? String(shownSteps(job.steps).length) : `could not be read: ${reader.problem}`;
  summarize([
    ["Action", "mirror_workflow"],
    ["Job", job?.name ?? plan2.run.job],
    ["Steps", steps],
    ["Result", result2]
  ]);
}
async function stopPoller(plan2) {
  const started = JSON.parse(savedState("poller") ?? "{}");
  if (!existsSync2(plan2.folder)) return started;
  writeFileSync(stopFile(plan2), "");
  const deadline = performance.now() + POLLER_TIMEOUT_MS;
  while (started.pid !== void 0 && isAlive(started.pid) && !existsSync2(doneFile(plan2))) {
    if (performance.now() > deadline) {
      annotate("warning", "What followed the job's steps did not stop in time");
      return started;
    }
    await wait(50);
  }
  return existsSync2(doneFile(plan2)) ? JSON.parse(readFileSync2(doneFile(plan2), "utf8")) : started;
}
async function lastLook(reader, status, pause) {
  let job = await reader.read();
  for (let look = 1; look < LOOKS; look++) {
    const complete = status === "success" || status === "" || job && endedAt(shownSteps(job.steps), status) !== -1;
    if (!job || complete) break;
    await wait(pause);
    job = await reader.read() ?? job;
  }
  return job;
}

// src/outcome.ts
var refusals = {
  "Invalid baseURL": "base-url is not an https: URL without credentials, or an http: URL of this machine",
  "Invalid channels": "payload has channels that are empty, or others than its target",
  "Invalid media": "payload has media and actions: a notification has one of the two"
};
function reasonOf(error) {
  if (error instanceof ValidationError) return refusals[error.message] ?? error.message;
  if (error instanceof APIError) return [error.status, error.code, error.message].filter(Boolean).join(" · ");
  return error instanceof Error ? error.message : String(error);
}

// src/proxy.ts
import * as http from "node:http";
function useProxy() {
  const isSet = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name) && process.env[name] !== "");
  if (isSet && "setGlobalProxyFromEnv" in http) http.setGlobalProxyFromEnv();
}

// src/post.ts
mask(input("api-key"));
mask(input("github-token"));
var plan = savedState("mirror");
if (plan) {
  try {
    useProxy();
    await endMirror(JSON.parse(plan));
  } catch (error) {
    annotate("warning", `mirror_workflow: the Live Activity could not be ended: ${reasonOf(error)}`);
  }
}
