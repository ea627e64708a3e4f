/**
 * The front door: the zod schemas of every request and response, the table of operations, the texts of errors. Nothing
 * of ours is imported here; everything else in the suite follows from it. The OpenAPI builder has an entry of its own,
 * so that a server does not load it.
 */
export * from "./action.ts";
export * from "./appearance.ts";
export { colors } from "./colors.ts";
export * from "./content-state.ts";
export * from "./content-state-update.ts";
export * from "./error.ts";
export * from "./example.ts";
export { type JsonObject, type JsonValue, Metadata, type MetadataValue } from "./json.ts";
export * from "./operation.ts";
export { type Refinement, refinements } from "./refinement.ts";
export * from "./request.ts";
export * from "./response.ts";
export { ChannelSlug, IdempotencyKey, MetricKey, StreamKey } from "./text.ts";
export { momentExists } from "./time.ts";
export { formatIssue, formatPath, type Issue, MAX_ISSUES, type Validation, validate } from "./validate.ts";
