/** Runs one of the programs beside it and prints what it gives: `run.mjs <program> [arguments]`. */
import process from "node:process";

const [name, ...args] = process.argv.slice(2);
const { default: program } = await import(`./${name}.mjs`);
console.log(JSON.stringify(await program(...args)));
