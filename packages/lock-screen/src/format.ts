/** How numbers, units and times are written. */
import type { MetricFormat, ShownWidget } from "./screen.ts";

/** Outside of these a number has more digits than a widget has room for. */
const SMALLEST_PLAIN = 1e-6;
const LARGEST_PLAIN = 1e15;

/**
 * The value of a metric as its widget writes it: `1,240`, `42%`, `$9.50`, `12 ms`. Strings are left as they are. A
 * percentage of 42 is the number 42.
 *
 * @param locale BCP 47 language tag; one that is not known counts as the default. @default "en-US"
 */
export function widgetText({ value, format }: ShownWidget, locale = "en-US"): string {
	if (typeof value !== "number") return String(value ?? "");
	if (!Number.isFinite(value)) return String(value);
	return formatted(value, format ?? { kind: "number" }, locale);
}

function formatted(value: number, format: MetricFormat, locale: string): string {
	switch (format.kind) {
		case "percent":
			return decimal(value / 100, locale, { style: "percent" });
		case "currency":
			return money(value, format.currency, locale);
		case "unit":
			return withUnit(decimal(value, locale), format.unit);
		case "string":
			return String(value);
		default:
			return decimal(value, locale);
	}
}

/** An amount without cents goes without their zeros. A code that is none stands behind the number. */
function money(value: number, currency: string, locale: string): string {
	if (!/^[A-Za-z]{3}$/.test(currency)) return withUnit(decimal(value, locale), currency);
	return decimal(value, locale, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
}

/** At most two decimals, or three digits that count where there would be nothing else: 0.30000000000000004 is 0.3. */
function decimal(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
	const size = Math.abs(value) * (options.style === "percent" ? 100 : 1);
	const digits: Intl.NumberFormatOptions =
		size >= LARGEST_PLAIN || (size > 0 && size < SMALLEST_PLAIN && options.style !== "currency")
			? { notation: "scientific", maximumFractionDigits: 2 }
			: options.style === "currency"
				? {}
				: size < 1
					? { maximumSignificantDigits: 3 }
					: { maximumFractionDigits: 2 };
	// Zero has no sign, also not where it is what a small negative number was rounded to.
	return numberFormat(locale, { ...digits, ...options, signDisplay: "negative" }).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = JSON.stringify([locale, options]);
	const known = formats.get(key);
	if (known) return known;
	const fresh = new Intl.NumberFormat(isLocale(locale) ? locale : "en-US", options);
	// Any three letters are a currency: they must not fill the memory.
	if (formats.size < 100) formats.set(key, fresh);
	return fresh;
}

function isLocale(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
}

/** `75%`, `20 GB`. */
export function withUnit(value: string, unit: string): string {
	return unit === "" || unit === "%" ? `${value}${unit}` : `${value} ${unit}`;
}

/** Seconds as a timer counts them: `4:05`, `1:01:00`. Below zero it stays at `0:00`. */
export function timerText(seconds: number): string {
	if (Number.isNaN(seconds)) return "0:00";
	const whole = Math.min(Math.max(0, Math.floor(seconds)), Number.MAX_SAFE_INTEGER);
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const parts = hours > 0 ? [hours, twoDigits(minutes)] : [minutes];
	return [...parts, twoDigits(rest)].join(":");
}

function twoDigits(value: number): string {
	return String(value).padStart(2, "0");
}
