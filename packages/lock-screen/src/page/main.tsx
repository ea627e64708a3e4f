/** Where the page begins. */
import { render } from "preact";
import { App } from "./app.tsx";
import "./page.css";
import { readSettings } from "./settings.ts";

const settings = readSettings(document);
document.title = settings.title;
const root = document.getElementById("root");
if (root) render(<App settings={settings} />, root);
