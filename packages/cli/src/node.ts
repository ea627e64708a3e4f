/**
 * Node's own modules. An import of one loads all that it has, its streams and its promises with it, before anything else
 * runs: more than this command takes for its own start.
 */
export const { fstatSync, writeSync } = process.getBuiltinModule("node:fs");
export const { parseArgs, stripVTControlCharacters } = process.getBuiltinModule("node:util");
