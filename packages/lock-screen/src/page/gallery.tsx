/** The gallery: every fixture on a device. `?only=<name>&wallpaper=dark&still` shows one, without anything that moves. */
import { render } from "preact";
import { type GalleryEntry, gallery, sections } from "../gallery/index.ts";
import type { PressOutcome } from "../protocol.ts";
import "./gallery.css";
import { useWallpaper, type Wallpaper } from "./hooks.ts";
import { Phone } from "./phone/phone.tsx";

const asked = new URLSearchParams(location.search);

/** There is nobody to call. */
const onPress = async (): Promise<PressOutcome> => ({ status: 200 });
const onDismiss = () => undefined;

function Shown({ entry, wallpaper }: { entry: GalleryEntry; wallpaper: Wallpaper }) {
	return <Phone screen={entry.screen} now={entry.now} wallpaper={wallpaper} onPress={onPress} onDismiss={onDismiss} />;
}

function Gallery() {
	const [wallpaper, setWallpaper] = useWallpaper(asked.get("wallpaper"));
	const only = gallery.find(({ name }) => name === asked.get("only"));
	if (only) {
		return (
			<main class="only">
				<h1 class="hidden">{only.title}</h1>
				<Shown entry={only} wallpaper={wallpaper} />
			</main>
		);
	}
	return (
		<>
			<header class="toolbar">
				<h1>Everything that the lock screen shows</h1>
				<div class="choices">
					<button
						type="button"
						class="button"
						aria-pressed={wallpaper === "dark"}
						onClick={() => setWallpaper(wallpaper === "dark" ? "light" : "dark")}
					>
						Dark
					</button>
				</div>
			</header>
			<main>
				{sections.map(({ title, entries }) => (
					<section key={title} class="section">
						<h2>{title}</h2>
						<ul class="entries">
							{entries.map((entry) => (
								<li key={entry.name} class="entry">
									<h3>
										<a href={`?only=${entry.name}&wallpaper=${wallpaper}&still`}>{entry.title}</a>
									</h3>
									<Shown entry={entry} wallpaper={wallpaper} />
								</li>
							))}
						</ul>
					</section>
				))}
			</main>
		</>
	);
}

document.documentElement.classList.toggle("still", asked.has("still"));
const root = document.getElementById("root");
if (root) render(<Gallery />, root);
