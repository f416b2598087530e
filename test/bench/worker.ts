/** A process that does one task and prints its result as JSON. */
import * as tasks from './tasks.ts';

const [name = '', json = '{}'] = process.argv.slice(2);
const task = Object.entries(tasks).find(([key]) => key === name)?.[1];
if (!task) throw new Error(`there is no task ${name}`);
console.log(JSON.stringify(await task(JSON.parse(json))));
process.exit(0);
