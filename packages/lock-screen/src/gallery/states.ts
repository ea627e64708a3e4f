/** The states of a Live Activity, its colours, and texts that are hard to lay out. */
import { colors as names } from "@activitysmith/schema/colors";
import type { Screen } from "../screen.ts";
import { activity, card, entry, type GalleryEntry, NOW } from "./make.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const deploy = { type: "progress", title: "Deploy", subtitle: "payments-api 4f1c9e2", percentage: 80, color: "purple" };
const done = { ...deploy, subtitle: "live", percentage: 100, color: "green" };

export const states: readonly GalleryEntry[] = [
	card("stale", "Stale", activity(deploy, { status: "stale", startedAt: NOW - 8 * HOUR })),
	card("ended", "Ended", activity(done, { status: "ended", dismissAt: NOW + 4 * HOUR })),
	card("dismissing", "Leaves in seconds", activity(done, { status: "ended", dismissAt: NOW + 9000 })),
	card("dismissed", "Dismissed", activity(done, { status: "dismissed", dismissAt: NOW - MINUTE })),
	entry("many", "Four at once", {
		activities: [
			activity({ ...deploy, icon: { symbol: "shippingbox.fill" } }, { activityId: "activity-1" }),
			activity(
				{ type: "segmented_progress", title: "Nightly Backup", numberOfSteps: 4, currentStep: 3, color: "orange" },
				{ activityId: "activity-2" },
			),
			activity({ type: "value", title: "Queue", text: "1,204", color: "cyan" }, { activityId: "activity-3" }),
			activity({ ...done, title: "Release" }, { activityId: "activity-4", status: "ended", dismissAt: NOW + HOUR }),
		],
	}),
	entry("nothing", "Nothing to show", {}),
	entry("offline", "Off the network", { offline: true, activities: [activity(deploy)] }),
];

export const colors: readonly GalleryEntry[] = names.map((color) =>
	entry(`color-${color}`, `In ${color}`, {
		activities: [
			activity(
				{
					type: "alert",
					title: "Water leak",
					message: "The sensor below the sink is wet.",
					color,
					icon: { symbol: "drop.fill" },
					badge: { title: "Kitchen" },
					action: { id: "primary", title: "Close valve", type: "webhook" },
					secondaryAction: { id: "secondary", title: "Camera", type: "open_url", url: "https://home.example.com/cam" },
				},
				{ activityId: "activity-alert" },
			),
			activity(
				{ type: "segmented_progress", title: "Watering", numberOfSteps: 6, currentStep: 4, color },
				{ activityId: "activity-steps" },
			),
		],
	}),
);

const LONG =
	"Rebuild of the search index for every catalogue in every region, with synonyms, spelling, facets and the ranking model of the spring release";

function texts(title: string, subtitle: string, message: string, button: string): Partial<Screen> {
	return {
		name: title,
		activities: [
			activity(
				{
					type: "alert",
					title,
					subtitle,
					message,
					color: "magenta",
					icon: { symbol: "bell.fill" },
					badge: { title: button },
					action: { id: "primary", title: button, type: "webhook" },
					secondaryAction: { id: "secondary", title: button, type: "webhook" },
				},
				{ activityId: "activity-alert" },
			),
			activity(
				{ type: "progress", title, subtitle, percentage: 66, color: "magenta" },
				{ activityId: "activity-progress" },
			),
			activity(
				{
					type: "stats",
					title,
					metrics: [
						{ label: title, value: subtitle },
						{ label: subtitle, value: "1" },
					],
				},
				{ activityId: "activity-stats" },
			),
		],
	};
}

export const hardTexts: readonly GalleryEntry[] = [
	entry("long", "Very long texts", { ...texts(LONG, LONG, `${LONG}. ${LONG}.`, LONG.slice(0, 60)), name: "iPhone" }),
	entry("unbroken", "Texts without a space", {
		...texts("x".repeat(120), "y".repeat(120), "z".repeat(300), "w".repeat(40)),
		name: "iPhone",
	}),
	card(
		"key-longest",
		"A key of 255 characters",
		activity({ ...deploy, title: "k".repeat(255) }, { streamKey: "nightly-backup_".repeat(17) }),
	),
	entry("emoji", "Emoji", texts("🚀 Launch 👩‍🚀🧑🏽‍💻", "🏳️‍🌈 🇫🇷 1️⃣", "T–10 🔟 … 🎉🎉🎉", "👍 Go")),
	entry(
		"arabic",
		"Arabic",
		texts("نسخ احتياطي ليلي", "رفع الأرشيف 3 من 5", "هل ترسل المتابعة إلى Brightlane؟", "إرسال"),
	),
	entry("hebrew", "Hebrew", texts("גיבוי לילי", "העלאת הארכיון (2/3)", "לשלוח את ההודעה ל-Brightlane?", "שליחה")),
	card(
		"markup",
		"Text that looks like markup",
		activity({ type: "value", title: "<b>bold</b> & <img src=x onerror=alert(1)>", subtitle: "&amp;", text: "</svg>" }),
	),
	card("symbol-unknown", "A symbol without a picture", activity({ ...deploy, icon: { symbol: "no.such.symbol" } })),
];
