/** Those icons of Lucide that a lock screen shows for SF Symbols, as a TypeScript module that carries their licence. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { symbolsByIcon } from "../packages/lock-screen/src/icons/symbols.ts";

type Shape = [tag: string, attributes: Record<string, string>];

/** @param root Of the repository. */
export async function lucideIcons(root: string): Promise<string> {
	const folder = join(root, "packages/lock-screen/node_modules/lucide-static");
	const all: Record<string, Shape[]> = JSON.parse(await readFile(join(folder, "icon-nodes.json"), "utf8"));
	const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
	const license = (await readFile(join(folder, "LICENSE"), "utf8")).trim().replace(/^/gm, " * ").replace(/ +$/gm, "");
	const icons = Object.entries(symbolsByIcon).map(([name, symbols]) => {
		const shapes = all[name];
		if (!shapes) throw new Error(`Lucide ${version} has no icon "${name}"`);
		return `\t// ${name}\n\t${JSON.stringify(symbols)}: ${JSON.stringify(shapes.map(outline).join(""))},`;
	});
	return `// Generated from lucide-static ${version} by \`npm run generate\`. Do not edit.
/*! @license
${license}
 */

/** Outlines, as the \`d\` of a path in a square of 24 by 24, by the SF Symbols that each stands for. */
export const outlines: Readonly<Record<string, string>> = {
${icons.join("\n")}
};
`;
}

/** Any shape as a path that can follow another. */
function outline([tag, attributes]: Shape): string {
	const value = (name: string): number => Number(attributes[name] ?? 0);
	switch (tag) {
		case "path":
			return beginningAbsolute(attributes.d ?? "");
		case "line":
			return `M${value("x1")} ${value("y1")}L${value("x2")} ${value("y2")}`;
		case "polyline":
			return `M${attributes.points}`;
		case "polygon":
			return `M${attributes.points}z`;
		case "circle":
			return ellipse(value("cx"), value("cy"), value("r"), value("r"));
		case "ellipse":
			return ellipse(value("cx"), value("cy"), value("rx"), value("ry"));
		case "rect":
			return rectangle(value("x"), value("y"), value("width"), value("height"), value("rx"));
		default:
			throw new Error(`No outline is known of <${tag}>`);
	}
}

/** A relative move counts from the origin only at the very beginning; the pairs behind it are relative lines. */
function beginningAbsolute(d: string): string {
	const number = String.raw`\s*,?\s*(-?(?:\d+\.?\d*|\.\d+))`;
	const [start, x, y] = new RegExp(`^m${number}${number}\\s*`).exec(d) ?? [];
	if (start === undefined) return d;
	const rest = d.slice(start.length);
	return `M${x} ${y}${/^[-.\d]/.test(rest) ? "l" : ""}${rest}`;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
	const half = `a${rx} ${ry} 0 1 0 `;
	return `M${cx - rx} ${cy}${half}${2 * rx} 0${half}${-2 * rx} 0`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
	if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}z`;
	const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
	const [w, h] = [width - 2 * r, height - 2 * r];
	return `M${x + r} ${y}h${w}${corner(r, r)}v${h}${corner(-r, r)}h${-w}${corner(-r, -r)}v${-h}${corner(r, -r)}z`;
}
