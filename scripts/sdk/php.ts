/** Prints the methods, answers, small parts and types of the PHP SDK. What is written by hand there, these stand on. */
import { type Api, type Definition, type Field, fieldsOf, type Operation, type Type } from "./model.ts";
import { aliasOf, call, docblock, member, parameterDoc, phpFile, shape, typeAlias } from "./php-text.ts";
import { placeOf } from "./surface.ts";

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string) => camelCase(name).replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** Parameters of 1.x, in its order: code may pass them by place. What is newer, or not there, comes after them. */
const earlier = {
	notifications:
		"title message subtitle media redirection actions target channels tags metadata icon interruption_level".split(" "),
	live_activities:
		"activity_id content_state title subtitle type message icon badge metrics number_of_steps current_step percentage value upper_limit color step_color action alert target channels duration_seconds counts_down secondary_action tags metadata".split(
			" ",
		),
	content_state:
		"title type subtitle message icon badge metrics number_of_steps current_step percentage value upper_limit color step_color auto_dismiss_seconds auto_dismiss_minutes duration_seconds counts_down".split(
			" ",
		),
};

/** Only the two ends have minutes in 1.x, before the button. */
function orderOf({ id }: Operation): string[] {
	const order = earlier[placeOf(id).resource as keyof typeof earlier];
	return /^end/.test(id)
		? order.flatMap((name) => (name === "action" ? ["auto_dismiss_minutes", name] : [name]))
		: order;
}

function inOrder(fields: Field[], order: string[]): Field[] {
	const place = ({ name }: Field) => (order.includes(name) ? order.indexOf(name) : order.length);
	return fields.toSorted((a, b) => place(a) - place(b));
}

/** What the language itself checks. */
function native(api: Api, type: Type): string[] {
	switch (type.kind) {
		case "integer":
			return ["int"];
		case "number":
			return ["int", "float"];
		case "boolean":
			return ["bool"];
		case "null":
			return ["null"];
		case "list":
			return ["array"];
		case "map":
			return ["array", "object"];
		case "object":
			return ["array", "object"];
		case "timestamp":
			return ["\\DateTimeInterface", "string"];
		case "json":
			return ["mixed"];
		case "literals":
			return type.values.every((value) => typeof value === "boolean") ? ["bool"] : ["string"];
		case "union":
			return type.members.flatMap((one) => native(api, one));
		case "named":
			return native(api, definition(api, type.name).type);
		default:
			return ["string"];
	}
}

function definition({ requests }: Api, name: string): Definition {
	const found = requests.find((one) => one.name === name);
	if (!found) throw new TypeError(`there is no ${name}`);
	return found;
}

function declared(types: string[]): string {
	const names = [...new Set(types)].filter((name) => name !== "null");
	if (names.length === types.length) return names.join("|");
	return names.length === 1 ? `?${names[0]}` : [...names, "null"].join("|");
}

/** A parameter by name. `null` is the same as left out, unless it has to be given. */
function parameter(api: Api, { name, type, doc }: Field, required: boolean): { code: string; doc: string } {
	// Earlier versions take text between commas too.
	const types = name === "channels" ? ["array", "string"] : native(api, type);
	// Of an int, PHP would make one of 2.5 too; and ceil() gives a float.
	if (types.includes("int") && !types.includes("float")) types.push("float");
	const shown = name === "channels" ? `${shape(type)}|string` : shape(type);
	const more = required ? [] : ["null"];
	return {
		code: `${declared([...types, ...more])} $${camelCase(name)}${required ? "" : " = null"}`,
		doc: parameterDoc([...new Set([...shown.split("|"), ...more])].join("|"), camelCase(name), doc),
	};
}

const options = {
	code: ["?float $timeout = null", "?int $maxRetries = null", "?string $idempotencyKey = null"],
	docs: [
		parameterDoc("float|null", "timeout", "Seconds that one try may take, its body included. Default: the client's."),
		parameterDoc("int|null", "maxRetries", "How often a failed request is tried again. Default: the client's."),
		parameterDoc(
			"string|null",
			"idempotencyKey",
			"The same key with the same body acts once within 24 hours. Default: a random one for each `send` and `start`.",
		),
	],
};

/** The fields of the body, and of the state in it. */
function fieldsByName(api: Api, operation: Operation): Field[] {
	const body = fieldsOf(api, operation.body);
	const state = body.find(({ name }) => name === "content_state")?.type;
	return [...(state?.kind === "named" ? fieldsOf(api, state.name) : []), ...body];
}

/** A method and its longer name of earlier versions. */
function methods(api: Api, operation: Operation): string {
	const { id, key, body, response, doc } = operation;
	const { method } = placeOf(id);
	const order = orderOf(operation);
	const fields = inOrder(fieldsByName(api, operation), order).map((field) => parameter(api, field, false));
	// Jobs and orders have numbers, and some frameworks objects that stand for text.
	const lead = key ? [`string|int|\\Stringable $${camelCase(key)}`] : [];
	const request = (name: string) => `array|object|null $${name} = null`;
	const longer = camelCase(body.replace(/^[A-Z]/, (letter) => letter.toLowerCase()));
	return [
		member(
			[doc, "", parameterDoc(`${body}|object|null`, "request", ""), ...fields.map((one) => one.doc), ...options.docs],
			`public function ${camelCase(method)}(`,
			[...lead, request("request"), ...fields.map(({ code }) => code), ...options.code],
			response,
			call("return $this->call", [`Operation::${pascalCase(id)}`, `${response}::class`, "get_defined_vars()"]),
		),
		member(
			[
				`The same as \`${camelCase(method)}\`, by its longer name.`,
				"",
				parameterDoc(`${body}|object|null`, longer, ""),
				parameterDoc("string", "contentType", "Has no effect: requests are JSON."),
				parameterDoc("mixed", "fields", `By name, as \`${camelCase(method)}\` takes them.`, "..."),
			],
			`public function ${id}(`,
			[...lead, request(longer), "string $contentType = 'application/json'", "mixed ...$fields"],
			response,
			`return $this->${camelCase(method)}(${[...(key ? [`$${camelCase(key)}`] : []), `$${longer}`].join(", ")}, ...$fields);`,
		),
	].join("\n");
}

const resources: Record<string, string> = {
	notifications: "Push notifications.",
	live_activities:
		"Live Activities. `stream` is the easy way: it starts, updates and renews by itself. With `start`, `update` and `end` you keep the id and do that yourself.",
};

/** `@phpstan-import-type` for each type that a text names. */
function imports({ requests }: Api, text: string): string[] {
	const names = requests
		.map(({ name }) => aliasOf(name))
		.filter((name) => new RegExp(`(?<![\\w\\\\])${name}(?!\\w)`).test(text));
	return names.map((name) => `@phpstan-import-type ${name} from Types`);
}

function classFile(api: Api, name: string, doc: string, members: string, base = ""): [string, string] {
	const used = imports(api, members);
	const lines = used.length > 0 ? [doc, "", ...used] : [doc];
	return [`${name}.php`, phpFile(docblock(lines, ""), `final class ${name}${base}`, members)];
}

const constantName = (word: string) => word.toUpperCase().replaceAll("-", "_");

function constants(words: string[], prefix = ""): string {
	return words.map((word) => `    public const ${prefix}${constantName(word)} = '${word}';\n`).join("");
}

function wordsOf(type: Type | undefined): string[] {
	if (type?.kind !== "literals") throw new TypeError("a list of words is needed");
	return type.values.map(String);
}

function printResource(api: Api, resource: string): [string, string] {
	const own = api.operations.filter(({ id }) => placeOf(id).resource === resource);
	const types = fieldsOf(api, "ContentStateStart").find(({ name }) => name === "type");
	// The last two are deprecated.
	const words = wordsOf(types?.type).filter((word) => word !== "counter" && word !== "countdown");
	const lead = resource === "live_activities" ? ["    use Internal\\Tracking;\n", constants(words, "TYPE_")] : [];
	const members = [...lead, ...own.map((operation) => methods(api, operation))].join("\n");
	return classFile(api, pascalCase(resource), resources[resource] ?? "", members, " extends Internal\\ApiResource");
}

/** Small parts of requests, by the names that they have in 1.x. */
const parts: [name: string, definition: string, order?: string[]][] = [
	["LiveActivityMetric", "ActivityMetric"],
	["LiveActivityAction", "LiveActivityAction"],
	["LiveActivityAlertIcon", "LiveActivityAlertIcon"],
	["LiveActivityAlertBadge", "LiveActivityAlertBadge"],
	["LiveActivityContentState", "StreamContentState", earlier.content_state],
	["PushAction", "PushNotificationAction"],
];

function printPart(api: Api, [name, schema, order = []]: (typeof parts)[number]): [string, string] {
	const fields = inOrder(fieldsOf(api, schema), order).map((field) => parameter(api, field, field.required));
	const make = member(
		["What is `null` is left out.", "", ...fields.map((one) => one.doc), `@return ${aliasOf(schema)}`],
		"public static function make(",
		fields.map(({ code }) => code),
		"array",
		"return Internal\\Fields::given(get_defined_vars());",
	);
	return classFile(api, name, definition(api, schema).doc, make);
}

function printWords(api: Api, name: string, doc: string, type: Type | undefined): [string, string] {
	const words = wordsOf(type);
	const all = words.map((word) => `        self::${constantName(word)},\n`).join("");
	const values = `\n    /** All of them. */\n    public const VALUES = [\n${all}    ];\n`;
	return classFile(api, name, doc, constants(words) + values);
}

function getter(api: Api, { name, type, required, doc }: Field): string {
	const moment = type.kind === "timestamp";
	const types = moment ? ["\\DateTime"] : native(api, type).concat(required ? [] : ["null"]);
	const shown = [...new Set([...shape(type).split("|"), ...(required ? [] : ["null"])])].join("|");
	const note = type.kind === "list" || shown.includes("list<") || shown.includes("'") ? ["", `@return ${shown}`] : [];
	return member(
		[doc || "What the server did.", ...(moment ? [] : note)],
		`public function get${pascalCase(name)}(`,
		[],
		declared(types),
		moment ? `return $this->moment('${name}');` : `return $this->field('${name}');`,
	);
}

function printAnswer(api: Api, { name, doc, type }: Definition): [string, string] {
	if (type.kind !== "object") throw new TypeError(`${name} is no object`);
	const getters = type.fields.map((field) => getter(api, field)).join("\n");
	return classFile(api, name, doc, getters, " extends Response");
}

function printTypes({ requests }: Api): [string, string] {
	const aliases = requests.flatMap(typeAlias);
	const doc = docblock(
		[
			"Types of what goes into requests, for PHPStan and Psalm. In your own code:",
			"`@phpstan-import-type LiveActivityStreamRequest from \\ActivitySmith\\Types`.",
			"",
			...aliases,
		],
		"",
	);
	return ["Types.php", phpFile(doc, "interface Types", "")];
}

function printOperations(api: Api): [string, string] {
	const { operations, requests } = api;
	const states = ["ContentStateStart", "ContentStateUpdate", "ContentStateEnd", "StreamContentState"];
	const inState = new Set(states.flatMap((state) => fieldsOf(api, state).map(({ name }) => name)));
	const all = requests.flatMap(({ type }) => (type.kind === "object" ? type.fields : []));
	const kinds = (test: (type: Type) => boolean) =>
		new Set(all.filter(({ type }) => test(type)).map(({ name }) => name));
	const isMap = (type: Type): boolean => type.kind === "map";
	const isObject = (type: Type): boolean =>
		(type.kind === "named" && definition(api, type.name).type.kind === "object") ||
		(type.kind === "union" && type.members.some(isObject));
	const list = (doc: string, name: string, values: Iterable<string>) =>
		`    /** ${doc} */\n    public const ${name} = [\n${[...values].map((one) => `        '${one}',\n`).join("")}    ];\n`;
	const rows = operations.map(
		({ id, method, path }) => `            self::${pascalCase(id)} => ['${method}', '${path}'],`,
	);
	const idempotent = operations.filter((one) => one.idempotent).map(({ id }) => `self::${pascalCase(id)}`);
	const body = [
		operations.map(({ id }) => `    case ${pascalCase(id)};\n`).join(""),
		list("Fields that belong into a content state.", "STATE_FIELDS", inState),
		list("Fields that are objects, which an empty array would not show.", "OBJECTS", kinds(isObject)),
		list("Fields that hold JSON of the caller's.", "MAPS", kinds(isMap)),
		member(
			[
				"The method, and the path below the base URL with the key in braces when there is one.",
				"",
				"@return array{string, string}",
			],
			"public function route(",
			[],
			"array",
			`return match ($this) {\n${rows.join("\n")}\n        };`,
		),
		member(
			["Acts again when it is sent again, unless an Idempotency-Key says that it is the same."],
			"public function isIdempotent(",
			[],
			"bool",
			`return in_array($this, [${idempotent.join(", ")}], true);`,
		),
	].join("\n");
	return [
		"Operation.php",
		phpFile(docblock(["The operations of the API.", "", "@internal"], ""), "enum Operation", body),
	];
}

/** The generated files of the PHP package, by their names in `generated`. */
export function printPhp(api: Api): Map<string, string> {
	const color = definition(api, "LiveActivityColor");
	const level = fieldsOf(api, "PushNotificationRequest").find(({ name }) => name === "interruption_level");
	return new Map([
		printResource(api, "notifications"),
		printResource(api, "live_activities"),
		...parts.map((part) => printPart(api, part)),
		printWords(api, "LiveActivityColor", color.doc, color.type),
		printWords(api, "PushInterruptionLevel", level?.doc ?? "", level?.type),
		...api.responses.map((answer) => printAnswer(api, answer)),
		printTypes(api),
		printOperations(api),
	]);
}
