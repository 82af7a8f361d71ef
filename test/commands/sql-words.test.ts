import {expect, it} from 'vitest';
import {withSqlWord} from '../../source/commands/exec/sql-words.ts';

it.each(['SELECT 1', 'VACUUM;', '.tables'])('exec --docker %s runs it on the only cluster there is', sql => {
	expect(withSqlWord({flags: {docker: sql}, words: []})).toEqual({flags: {docker: ''}, words: [sql]});
});

it.each([
	{flags: {docker: 'shop'}, words: ['SELECT 1']},
	{flags: {docker: 'shop'}, words: []},
	{flags: {docker: ''}, words: []},
	{flags: {}, words: ['SELECT 1']},
])('everything else is as it was typed: %j', given => {
	expect(withSqlWord(given)).toEqual(given);
});
