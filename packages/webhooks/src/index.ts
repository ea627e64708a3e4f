/**
 * Calls webhooks from Node. What is called, and how it is signed, is decided in `@activitysmith/core`, which knows no
 * network: this package is the network.
 */
export { fence, isPublicAddress } from "./fence.ts";
export { createWebhookSender, type WebhookSender, type WebhookSenderOptions } from "./sender.ts";
