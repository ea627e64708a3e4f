/** The version of this package, sent with every request. */
export const version = "2.0.0-next.0";
