/** The management, `/manage/…`. */
import type { Route } from "../route.ts";
import { accountRoutes } from "./account.ts";
import { channelRoutes } from "./channels.ts";
import type { ManageDesk } from "./desk.ts";
import { deviceRoutes } from "./devices.ts";

export const manageRoutes: readonly Route<ManageDesk>[] = [...accountRoutes, ...channelRoutes, ...deviceRoutes];
