/** What to show a notification's media as. */

export type MediaKind = "image" | "audio" | "video";

const EXTENSIONS: Record<MediaKind, readonly string[]> = {
	image: ["apng", "avif", "bmp", "gif", "heic", "heif", "jpeg", "jpg", "png", "svg", "webp"],
	audio: ["aac", "aif", "aiff", "caf", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"],
	video: ["3gp", "avi", "m4v", "mov", "mp4", "mpeg", "mpg", "ogv", "webm"],
};

/** Media are never asked for before they are shown, so without an extension each kind is tried: the browser knows best. */
const EACH: readonly MediaKind[] = ["image", "video", "audio"];

/** The kinds to try, in this order; none for what is not an https URL. */
export function mediaKinds(url: string): readonly MediaKind[] {
	if (!URL.canParse(url)) return [];
	const { protocol, pathname } = new URL(url);
	if (protocol !== "https:") return [];
	const extension = /\.([a-z0-9]+)$/i.exec(pathname)?.[1]?.toLowerCase() ?? "";
	const named = EACH.find((kind) => EXTENSIONS[kind].includes(extension));
	return named ? [named] : EACH;
}
