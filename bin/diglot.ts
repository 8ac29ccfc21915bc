import { main } from '../cli/main.ts';

/** The entry of the command line; diglot.mjs beside it sees to it that a Node runs it that can. */
process.exitCode = await main(process.argv.slice(2));
