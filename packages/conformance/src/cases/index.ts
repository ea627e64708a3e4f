/** All cases, by section. */
import type { Case } from "../case.ts";
import { errorCases } from "./errors.ts";
import { limitCases } from "./limits.ts";
import { requestCases } from "./requests.ts";
import { streamCases } from "./streams.ts";

export const allCases: readonly Case[] = [...requestCases, ...streamCases, ...errorCases, ...limitCases];
