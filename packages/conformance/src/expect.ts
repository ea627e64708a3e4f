/** Assertions for cases. Jest's, because they work outside of any test runner and everybody can read them. */
export { expect } from "expect";
