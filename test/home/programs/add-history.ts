// Adds statements to a history as a litescope of its own, when it is told to: path, name, how many.
import {once} from 'node:events';
import {openHistory} from '../../../source/home/history.ts';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
const history = openHistory(path, {history: 10, historyEntryBytes: 1000});
await history.load();
process.stdout.write('loaded');
await once(process.stdin, 'data');
for (let index = 0; index < Number(count); index += 1) {
	const problem = await history.add(`${name} ${index}`);
	if (problem !== undefined) {
		throw new Error(problem);
	}
}
process.stdin.destroy();
