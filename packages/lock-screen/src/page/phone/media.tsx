import { useState } from "preact/hooks";
import { AppIcon } from "./dock.tsx";
import { mediaKinds } from "./media-kind.ts";

/** What a notification brings along. Only an expanded notification has this: it is what asks for the file. */
export function Media({ url, label }: { url: string; label: string }) {
	const kinds = mediaKinds(url);
	const [tried, setTried] = useState(0);
	const [loaded, setLoaded] = useState(false);
	const kind = kinds[tried];
	const failed = () => setTried(tried + 1);
	const ready = () => setLoaded(true);
	if (kind === undefined) {
		return (
			<p class="as-media as-media-failed" role="status">
				The media could not be loaded
			</p>
		);
	}
	return (
		<div class={`as-media as-media-${kind}`} aria-busy={!loaded} data-no-hold>
			{kind === "image" && (
				<img src={url} alt={`Attached to ${label}`} referrerPolicy="no-referrer" onLoad={ready} onError={failed} />
			)}
			{kind === "audio" && (
				// biome-ignore lint/a11y/useMediaCaption: there is no caption in what the API takes
				<audio
					src={url}
					controls
					preload="metadata"
					aria-label={`Audio of ${label}`}
					onLoadedMetadata={ready}
					onError={failed}
				/>
			)}
			{kind === "video" && (
				// biome-ignore lint/a11y/useMediaCaption: there is no caption in what the API takes
				<video
					src={url}
					controls
					playsInline
					preload="metadata"
					aria-label={`Video of ${label}`}
					onLoadedMetadata={ready}
					onError={failed}
				/>
			)}
		</div>
	);
}

/** The sender's icon, and the app's own when there is none to be had. */
export function RemoteIcon({ url }: { url: string }) {
	const [failed, setFailed] = useState(mediaKinds(url).length === 0);
	if (failed) return <AppIcon size={38} />;
	return (
		<img
			class="as-app-icon as-remote-icon"
			src={url}
			alt=""
			width={38}
			height={38}
			referrerPolicy="no-referrer"
			onError={() => setFailed(true)}
		/>
	);
}
