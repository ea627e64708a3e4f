/** What an iPhone shows of ActivitySmith, as data, as SVG and as text. */
export type { Card, CardButton, CardContent, CardMetric, Color } from "./card.ts";
export { cardOf, MAX_SEGMENTS } from "./card-of.ts";
export { type Appearance, colorProperties, type Palette, palettes, type Shades } from "./colors.ts";
export { timerText, widgetText } from "./format.ts";
export { type Icon, iconOf } from "./icons/icon-of.ts";
export { type NotificationCard, notificationOf } from "./notification-of.ts";
export type { MetricFormat, Screen, ShownActivity, ShownNotification, ShownWidget } from "./screen.ts";
export { type RenderOptions, renderLockScreen } from "./svg/render.ts";
export { lockScreensText, lockScreenText, type ScreenText, type TextOptions } from "./text/text.ts";
