/** The reference server, for programs that run it in their own process. */
export { type ApnsSettings, type Settings, SettingsError } from "./config/settings.ts";
export { DatabaseError, type DatabaseErrorCode } from "./database/errors.ts";
export { type Server, type StartOptions, startServer } from "./start.ts";
