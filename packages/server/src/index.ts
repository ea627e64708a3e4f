/** The reference server, for programs that run it in their own process. */
export { type ApnsSettings, type Settings, SettingsError } from "./config/settings.ts";
export type { Database, Dialect, Session } from "./database/database.ts";
export { DatabaseError, type DatabaseErrorCode } from "./database/errors.ts";
export { type DatabaseOptions, openDatabase } from "./database/open.ts";
export { type Server, type StartOptions, startServer } from "./start.ts";
export { createAccount } from "./store/accounts.ts";
export { createApiKey } from "./store/api-keys.ts";
export { createKeys } from "./store/keys.ts";
export { createRateWindows } from "./store/rates.ts";
export { createStore } from "./store/store.ts";
