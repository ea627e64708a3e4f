/** The management, `/manage/…`. */
import * as z from "zod";
import type { Route } from "../route.ts";
import { Id, said } from "../shapes.ts";
import { accountRoutes } from "./account.ts";
import { accountsRoutes } from "./accounts.ts";
import { channelRoutes } from "./channels.ts";
import type { ManageDesk } from "./desk.ts";
import { deviceRoutes } from "./devices.ts";
import { explainRoute } from "./explain.ts";
import { historyRoutes } from "./history.ts";

const chosen = Id.optional().meta(said("Which account it is about. Without it, the account of the first start."));

/** Every route of one account takes the account that it is about. */
function ofAccount({ query = z.strictObject({}), handle, errors, ...route }: Route<ManageDesk>): Route<ManageDesk> {
	return {
		...route,
		query: query.extend({ account: chosen }),
		errors: { 404: "There is no such account.", ...errors },
		handle({ context, query, ...call }) {
			const { account, ...rest } = query as { account?: string };
			return handle({ ...call, query: rest, context: { ...context, account } });
		},
	};
}

export const manageRoutes: readonly Route<ManageDesk>[] = [
	...accountsRoutes,
	...[...accountRoutes, ...channelRoutes, ...deviceRoutes, ...historyRoutes, explainRoute].map(ofAccount),
];
