/** A gateway of Apple's push service to test against, with simulated devices behind it. */
export { startFakeApns } from "./gateway.ts";
