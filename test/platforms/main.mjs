// On the command line: what to walk is the last argument, what came of it one line of JSON.
import { walk } from "./walk.mjs";

console.log(JSON.stringify(await walk(JSON.parse(process.argv.at(-1)))));
