/** Takes a lesson's lock, says so, and keeps it until it is killed. */
import {lockLesson} from '../../../../source/commands/learn/lesson-lock.ts';

await lockLesson(process.argv[2] ?? '');
process.stdout.write('locked');
setInterval(() => {}, 1000);
